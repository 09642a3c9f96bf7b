// SPDX-License-Identifier: MIT
//
// Option tables as JSON Schema (2020-12), and as pages for people.
#ifndef HAIBAO_SPEC_SCHEMA_H
#define HAIBAO_SPEC_SCHEMA_H

#include <jansson.h>
#include <stdio.h>

#include <haibao/visual.h>

// The schema of one visual's block, of which `common` (may be NULL) gives the members that all
// blocks have. A new reference.
json_t *schema_visual(const hai_visual *visual, const hai_item *common);

// The schema of a whole spec with these visuals (NULL at the end). `document` describes the members
// of the spec itself; `steps` (NULL at the end) what tables can be made of others by, each named by
// its first option.
json_t *schema_spec(const hai_visual *const *visuals, const hai_item *document,
                    const hai_item *common, const hai_item *const *steps);

// What a theme can say, for its schema: names with NULL at the end.
struct schema_tokens {
    const char *const *colours, *const *lengths, *const *roles;
    const hai_item *role; // the members of a type role
};

// The schema of a theme's file.
json_t *schema_theme(const hai_visual *const *visuals, const struct schema_tokens *tokens,
                     const hai_item *common);

// What `haibao describe` prints: title, summary, each option with kind, range, default and help in
// the language ("zh" or "en"). Columns line up where Chinese characters take two.
void manual_visual(FILE *out, const hai_visual *visual, const hai_item *common,
                   const char *language);

// The options of one shape below a heading; nothing where it has none.
void manual_shape(FILE *out, const char *heading, const hai_item *shape, const char *language);

// Lines of four cells each, lined up in the same way below a heading.
void manual_lines(FILE *out, const char *heading, const char *const (*lines)[4], size_t count);

#endif
