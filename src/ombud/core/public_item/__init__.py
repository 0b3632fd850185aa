"""What is said of a shop in public: recorded by the staff or by integrators, counted with its complaints."""
