"""The engine behind the service: tasks, and the processes that do them."""
