// SPDX-License-Identifier: MIT
//
// A theme as loaded: see <haibao/theme.h> for what visuals read of it.
//
//     {"haibao_theme": 1, "name": "vermilion", "title": "政务红", "extends": "plain", "dark":
//     false,
//      "colours": {"primary": "#c8161d"},
//      "lengths": {"radius": 20},
//      "type":    {"body": {"family": "sans", "size": 29, "weight": 400, "line_height": 1.7,
//                           "colour": "ink", "align": "body"}},
//      "fonts":   ["fonts/brand.otf"],
//      "visuals": {"NAME": {"style": "ribbon"}},
//      "backdrop": [{"type": "…"}]}
//
// Colours that a theme leaves out are derived: style/shades.c has the rules.
// "fonts" names files in the theme's folder or below; their families can stand where a font role
// can. "visuals" gives any visual other defaults than its own; a block's own options stand above
// them. "backdrop" is a list of blocks that fill the sheet behind all others.
#ifndef HAIBAO_STYLE_THEME_H
#define HAIBAO_STYLE_THEME_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/option.h>
#include <haibao/theme.h>

#include "base/arena.h"
#include "base/report.h"

// Load a theme by name ("plain") from the folder of themes, or by the path of a file (a name with
// "/" or
// ".json"), relative to `spec_folder`. NULL after reporting. Freed by theme_free.
hai_theme *theme_load(struct arena *arena, struct report *report, const char *name,
                      const char *spec_folder, struct place place);
void theme_free(hai_theme *theme);

const char *theme_title(const hai_theme *theme);

bool theme_has_colour(const hai_theme *theme, const char *token);
const char *const *theme_colour_names(const hai_theme *theme); // NULL at the end

// The names of its lengths and type roles in the order of the alphabet, NULL at the end.
const char *const *theme_length_names(const hai_theme *theme, struct arena *arena);
const char *const *theme_role_names(const hai_theme *theme, struct arena *arena);

// The members of a type role, for the schema of themes.
const hai_item *theme_role_shape(void);

// Other defaults for a visual, or NULL. Borrowed.
json_t *theme_visual(const hai_theme *theme, const char *type);

// The font files that it brings. Borrowed.
struct theme_font {
    const char *path;
    struct place place; // where it is named, for messages
};
const struct theme_font *theme_fonts(const hai_theme *theme, unsigned *count);

// A file that lies in the folder of the theme or of one that it extends, or below it; else NULL.
const char *theme_find_file(const hai_theme *theme, struct arena *arena, const char *name);

// The blocks behind all others: an array, or NULL. Borrowed. `source` is the theme's text.
json_t *theme_backdrop(const hai_theme *theme, const struct source **source);

// The files that it was read from, its fonts included, NULL at the end.
const char *const *theme_files(struct arena *arena, const hai_theme *theme);

// The names of the themes that are installed, NULL at the end.
const char *const *theme_names(struct arena *arena);

// Report text roles whose contrast on their ground is under 4.5:1 (3:1 from 40 px up), and what
// style/review.h says.
void theme_check(const hai_theme *theme, struct report *report);

#endif
