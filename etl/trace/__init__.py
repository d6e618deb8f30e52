"""From a figure of a release back to the rows it rests on: the question, the SQL, what is told, the command."""
