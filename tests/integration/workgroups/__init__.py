"""Groups, seats and activities, through services and pages."""
