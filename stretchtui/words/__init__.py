"""Every sentence a person reads, and the characters the screens draw with."""
