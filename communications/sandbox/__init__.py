"""The sandbox: two tenants full of marked text, for the isolation suite and for outside scanners."""
