"""What Counterclaim can be extended by: one plug-in of each kind."""
