// SPDX-License-Identifier: MIT
//
// The parts of the hub among themselves.
#ifndef HUB_HUB_H
#define HUB_HUB_H

#include "item-kit/items.h"

enum style { STYLE_DISCS, STYLE_CARDS };

#define HUB_MAX 12
#define HUB_TILE 72.0

struct hub {
    struct kit_items items;
    const hai_icon *icon;
    const char *title, *note;
    int32_t style, numerals;
};

// An item: its tile or card, seen from the middle of the centre; in a list from the top left.
struct spoke {
    struct kit_item item;
    struct kit_item_plan words;
    int32_t side;   // -1 left, 1 right
    hai_point tile; // middle of the disc, or of a card's inner edge
    hai_box box;    // of the words
};

struct plan {
    int32_t style, count;
    struct spoke *spokes;
    double radius;           // of the centre
    double orbit_x, orbit_y; // of the ellipse on which the discs lie
    hai_point middle;        // of the centre
    bool is_list;            // the centre as a band above, the items down a line
    hai_box band;            // of the centre in a list
    double room;             // measure of title and note, which are centred in it
    double icon;             // side of the icon; 0: none
    const hai_paragraph *title, *note;
    double height;
};

// --- centre.c: what stands in the middle ---

// False where the title has no room in a disc.
bool centre_plan_disc(const hai_block *block, const struct hub *hub, struct plan *plan);
void centre_plan_band(const hai_block *block, const struct hub *hub, struct plan *plan,
                      double width);
void centre_draw(const hai_block *block, const struct hub *hub, const struct plan *plan,
                 hai_canvas *canvas, hai_box box);

// --- paint.c ---
void hub_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

#endif
