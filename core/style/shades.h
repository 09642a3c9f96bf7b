// SPDX-License-Identifier: MIT
//
// Colours that a theme does not name, from those that it names.
#ifndef HAIBAO_STYLE_SHADES_H
#define HAIBAO_STYLE_SHADES_H

#include <jansson.h>

// Complete `colours`, the merged object of all layers. `layers` are the "colours" of the theme
// itself and of those that it extends, nearest first; any may be NULL. A token that follows from
// another is derived where no layer names it, and where only layers farther away than the other do:
// a brand's file that sets "primary" alone does not keep the shades of the theme that it extends.
void shades_complete(json_t *colours, json_t *const *layers, unsigned count);

#endif
