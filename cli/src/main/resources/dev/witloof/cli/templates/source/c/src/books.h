/* The table `books`: GET /v1/books, pages by cursor. */
#ifndef BOOKS_H
#define BOOKS_H
#include "source.h"

extern const struct table BOOKS;

/* Where reading begins: path and query. */
struct slice books_first(struct arena *, uint32_t size);
/* Reads an answer: its rows, and where to go on. */
bool books_read(struct arena *, const struct pass *, const struct answer *, struct page *, struct failure *);
#endif
