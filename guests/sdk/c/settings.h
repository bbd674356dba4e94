/* The configuration, from wasi:config/store, and the granted environment. All texts are of the arena. */
#ifndef SETTINGS_H
#define SETTINGS_H
#include "failure.h"

struct setting { struct slice key, value; };
struct settings { struct arena *arena; const struct setting *all; size_t count; };

/* Needs the capability `config`. */
bool settings_load(struct arena *, struct settings *, struct failure *);
/* Refuses keys that the connector does not know; `known` names them: "base-url, page-size". */
bool settings_allow(const struct settings *, const char *known, struct failure *);
/* False when it is not set. */
bool setting_get(const struct settings *, const char *key, struct slice *value);
bool setting_required(const struct settings *, const char *key, struct slice *value, struct failure *);
/* A number of the range; left as it is when it is not set. */
bool setting_number(const struct settings *, const char *key, uint32_t least, uint32_t most, uint32_t *number, struct failure *);
/* A variable that must be set. Needs the capability `env` with its name. */
bool environment_variable(struct arena *, const char *name, struct slice *value, struct failure *);
#endif
