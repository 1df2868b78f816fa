"""What pages show, made from dossiers: pure, without a server, a store or a template."""
