"""What does gunicorn serve?"""

import os

from django.core.wsgi import get_wsgi_application

from backbone.core.garbage import leave_what_stands

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")

application = get_wsgi_application()
leave_what_stands()
