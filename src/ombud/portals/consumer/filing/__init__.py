"""C2: filing a complaint in five short screens, kept as a draft from the first one."""
