"""kg: who is responsible for what, by when, and where exactly the document says so.

The rooms, in the order in which data goes through them:

    read       a file of any format to one canonical text with its tables
    find       what stands in a text: documents, names of units, assignments, prose, tables, deadlines
    extract    the findings of one file put together: documents, tasks, issues, each with its span
    identity   which printed names are which unit
    store      the record: one SQLite file
    questions  the named questions in queries/, asked of the record
    neo4j, rdf, interchange   the record for other systems, and back

Beside them:

    lexicon, words   the tables of words all rules go by, and what names and role words look like
    score, cli       figures against labels; the command line
"""
