/* The configuration, from wasi:config/store, and the granted environment. */
#ifndef SETTINGS_H
#define SETTINGS_H
#include "http.h"

struct settings { struct client client; uint32_t page_size; };

/* All texts are of the arena. */
bool read_settings(struct arena *, struct settings *, struct failure *);
#endif
