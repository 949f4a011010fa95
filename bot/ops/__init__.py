"""What the machine around us needs: its service manager, its logs."""
