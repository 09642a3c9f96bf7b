// SPDX-License-Identifier: MIT
//
// What the parts of the kit tell each other. Not for structures.
#ifndef ITEM_KIT_INSIDE_H
#define ITEM_KIT_INSIDE_H

#include "item-kit/item.h"

#define KIT_TILE 64.0        // side of an icon's ground before a title
#define KIT_TILE_GAP 20.0    // after it
#define KIT_NUMBER_TILE 60.0 // of a number's
#define KIT_NUMBER_GAP 18.0
#define KIT_TOP_TILE 96.0 // of one above
#define KIT_FOLD 14.0     // by which a ribbon stands out at the left
#define KIT_SEAL_CELL 40.0
#define KIT_CHIP_SIDE 16.0 // from a chip's edge to its dot, and from its text to the edge
#define KIT_CHIP_DOT 26.0  // from the dot's left to the text

// How an item is put together, whatever its surface.
enum kit_form { KIT_FORM_HEAD, KIT_FORM_SIDE, KIT_FORM_TOP, KIT_FORM_TAB };

enum kit_form kit_form_of(const struct kit_look *look);
bool kit_has_surface(int32_t style);    // the theme's own
bool kit_is_tile_number(int32_t style); // before a title in a tile, not in type

double kit_wide(const hai_paragraph *paragraph); // 0 for none

// Colours of type, as tokens or literals; NULL: the role's own. Strong: of dates and figures.
const char *kit_title_colour(const hai_block *block, const struct kit_item_plan *plan);
const char *kit_strong_colour(const hai_block *block, const struct kit_item_plan *plan);

// The lines of an item: a column of text, whose first row may begin after a tile.
struct kit_stack {
    double x, width;
    double indent;  // of the first row, on the side where lines begin
    double row_low; // least height of that row
    uint32_t align;
};

// True where there is more than the text.
bool kit_has_row(const struct kit_item *item);

// The first row: date and title after the tile, the rest beside or below them. Returns its foot.
double kit_plan_row(const hai_block *block, struct kit_item_plan *plan,
                    const struct kit_stack *stack, double y);

// The text below; returns its foot.
double kit_plan_text(const hai_block *block, struct kit_item_plan *plan,
                     const struct kit_stack *stack, double y, bool is_first);

// Row and text; plan->head is the foot of the row. Returns the foot.
double kit_plan_stack(const hai_block *block, struct kit_item_plan *plan,
                      const struct kit_stack *stack, double y);

#endif
