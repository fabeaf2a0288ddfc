"""Which URL shows which page of definitions? Below /<tenant>/<initiative>/, beside those of rounds and figures."""

from django.urls import path

from measurement.views import adoptions, catalogue, definitions, dimensions, said, sets

INDICATOR = "indicators/<slug:code>/"

urlpatterns = [
    path("indicators/", catalogue.catalogue, name="catalogue"),
    path("proposals/", catalogue.propose, name="propose"),
    path("indicator-cap/", catalogue.cap, name="indicator-cap"),
    path(f"{INDICATOR}definition/", definitions.definition, name="definition"),
    path(f"{INDICATOR}definition/history/", definitions.history, name="definition-history"),
    path(f"{INDICATOR}definition/edit/", definitions.edit, name="definition-edit"),
    path(f"{INDICATOR}definition/activate/", definitions.activate, name="definition-activate"),
    path(f"{INDICATOR}definition/retire/", definitions.retire, name="definition-retire"),
    path(f"{INDICATOR}definition/comment/", definitions.comment, name="definition-comment"),
    path(f"{INDICATOR}definition/period/", definitions.period, name="definition-period"),
    path(f"{INDICATOR}adopt/", adoptions.adopt, name="adopt"),
    path(f"{INDICATOR}adoption/", adoptions.adoption, name="adoption"),
    path(f"{INDICATOR}adoption/move/", adoptions.move, name="adoption-move"),
    path(f"{INDICATOR}adoption/end/", adoptions.end, name="adoption-end"),
    path(f"{INDICATOR}adoption/target/", adoptions.target, name="adoption-target"),
    path(f"{INDICATOR}adoption/rebasing/", adoptions.rebasing, name="adoption-rebasing"),
    path(f"{INDICATOR}adoption/part/", adoptions.part, name="adoption-part"),
    path(f"{INDICATOR}story/", said.story, name="story"),
    path(f"{INDICATOR}notes/", said.note, name="note"),
    path(f"{INDICATOR}notes/<uuid:uid>/withdraw/", said.note_withdraw, name="note-withdraw"),
    path("indicator-sets/", sets.sets, name="sets"),
    path("indicator-sets/<slug:slug>/", sets.set_page, name="set"),
    path("indicator-sets/copy/<slug:slug>/", sets.copy, name="copy"),
    path("dimensions/", dimensions.dimensions, name="dimensions"),
    path("dimensions/<slug:code>/", dimensions.dimension, name="dimension"),
    path("dimensions/<slug:code>/end/", dimensions.end_dimension, name="dimension-end"),
    path("dimensions/<slug:code>/group/", dimensions.category, name="dimension-group"),
]
