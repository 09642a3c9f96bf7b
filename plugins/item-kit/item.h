// SPDX-License-Identifier: MIT
//
// An item: an icon, number or picture with a date, a title, a value and a text. It looks the same
// in all structures that hold items: a structure says where its boxes are, this draws what is in
// them. Colours, type and surfaces are the theme's.
//
//     struct kit_item item = {.title = "…", .text = "…", .icon = icon};
//     struct kit_look look = {.style = KIT_ITEM_CARD};
//     struct kit_item_plan plan = kit_item_plan(block, &item, &look, width);
//     ... plan.size.height ...
//     kit_item_draw(block, &plan, canvas, box);
#ifndef ITEM_KIT_ITEM_H
#define ITEM_KIT_ITEM_H

#include <haibao/haibao.h>

enum kit_item_style {
    KIT_ITEM_PLAIN, // no surface; icon or number in a tile before the title
    KIT_ITEM_SIDE,  // no surface; the tile at the left of all
    KIT_ITEM_TOP,   // no surface; the tile above, all in the middle
    KIT_ITEM_CARD,  // these three on the theme's surface
    KIT_ITEM_CARD_SIDE,
    KIT_ITEM_CARD_TOP,
    KIT_ITEM_BADGE,   // surface; the title on a tab across the upper edge
    KIT_ITEM_RIBBON,  // surface; the title on a ribbon that comes from behind the left edge
    KIT_ITEM_INDEXED, // surface; the number on a solid tile before the title
    KIT_ITEM_GHOST,   // surface; the number large and pale behind
    KIT_ITEM_CORNER,  // corner brackets in place of a surface
    KIT_ITEM_BRACKET, // an L along the left and the lower edge
    KIT_ITEM_QUOTE,   // a pale ground with a bar at its side
    KIT_ITEM_RULED,   // a hairline above, the number in type
    KIT_ITEM_SEAL,    // surface; the number as a seal
    KIT_ITEM_SOLID,   // a ground in the item's colour
};

// For options of kind CHOICE: names in the order above, NULL at the end, and their help.
extern const char *const kit_item_styles[];
#define KIT_ITEM_STYLE_HELP_ZH                                                                                                          \
    "条目样式:"                                                                                                                     \
    "无底、图标居左、图标居上、卡片、卡片居左、卡片居上、标签、缎带、编号、衬底大字、角框、" \
    "折线框、引文、细线、印章、实底"
#define KIT_ITEM_STYLE_HELP_EN                                                                     \
    "How items look: without surface, tile at the left, tile above; the same three as cards; "     \
    "title on a tab, on a ribbon, numbered, ghost numeral, corner brackets, an L at two edges, "   \
    "a quote with a bar, a hairline above, a seal, a solid ground"

enum kit_status {
    KIT_STATUS_NONE,
    KIT_STATUS_DONE,
    KIT_STATUS_DOING,
    KIT_STATUS_TODO,
    KIT_STATUS_LATE,
    KIT_STATUS_OTHER, // in words of its own
};

// What an item says; all but `title` or `text` may be missing. Borrowed.
struct kit_item {
    const char *number, *date, *title, *note, *text;
    const char *value, *unit; // the figure as a text: "306.8", and what is set smaller after it
    const char *status_text;  // on the chip; "" or NULL: none
    const hai_icon *icon;
    const hai_image *image;
    const char *colour; // a token or literal; NULL: primary
    int32_t status;     // enum kit_status
};

enum kit_lead { KIT_LEAD_AUTO, KIT_LEAD_NONE, KIT_LEAD_DOT, KIT_LEAD_CHECK };

// How it is drawn. All zero is a plain item, left-aligned.
struct kit_look {
    int32_t style;  // enum kit_item_style
    int32_t lead;   // enum kit_lead. AUTO: image, icon or number, whichever there is, in this order
    uint32_t align; // HAI_TEXT_LEFT, CENTRE or RIGHT: of all lines, the tile on that side
    double title_size;     // as a part of the role's size; 0: 1
    double date_size;      // the same of dates
    double thumb;          // width of a picture at the side, 3:2; 0: a square
    double inset;          // inside the edges; below 0: 0; 0: as style and theme have it
    bool is_compact;       // captions in place of notes, smaller tiles
    bool has_tinted_title; // the title in the item's colour
    bool is_round;         // tiles and pictures at the side are round
    bool has_solid_tile;   // on pale grounds: the tile in the item's colour, the icon on it
    const char *ink;     // of title and text, on grounds of the structure's own; NULL: as roles say
    double image_height; // of an image above the text; 0: 9/16 of the width
    double value_size;   // of figures at the most, as those beside it have; 0: as items have it
};

// A paragraph and its top left corner in the item's box.
struct kit_placed {
    const hai_paragraph *text;
    double x, y;
};

struct kit_item_plan {
    struct kit_item item;
    struct kit_look look;
    hai_size size; // without a body
    hai_insets inset;
    struct kit_placed number, date, title, note, text, value, unit, status;
    hai_box tile, image, chip; // in the item's box; no width: none
    hai_box tab;               // of badge and ribbon
    double lift;               // of a tab's middle: the surface begins as much lower
    double head;               // from the inner edge to where a body may begin, space included
    double middle;             // y of the middle of the first line or tile, for connectors
    const char *seal;          // the number as characters
    double value_size;         // of the figure; 0: there is none
};

// The same item, look and width give the same plan. Nothing is wider than `width` as long as a
// character fits.
struct kit_item_plan kit_item_plan(const hai_block *block, const struct kit_item *item,
                                   const struct kit_look *look, double width);

// Draw into a box as wide as planned and at least as high: the surface fills it, the words stand at
// its top.
void kit_item_draw(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                   hai_box box);

// The surface alone, under the words of a structure's own.
void kit_item_surface(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                      hai_box box);

// The words alone, where the structure has drawn a ground of its own.
void kit_item_words(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                    hai_box box);

// --- Marks, for structures that set them apart from the words ---

// An item's colour, primary where it has none; and as a literal for type.
hai_colour kit_item_colour(const hai_theme *theme, const struct kit_item *item);
const char *kit_literal(const hai_block *block, hai_colour colour);

// A literal that reads on a ground: on_primary or ink, whichever stands out.
const char *kit_on(const hai_block *block, hai_colour ground);

// The same for what is large, icons and figures, which read at less contrast.
const char *kit_on_large(const hai_block *block, hai_colour ground);

// Icon, image or number (in this order) in the middle of a tile: round or rounded, solid or pale.
struct kit_tile {
    bool is_round, is_solid, is_outlined;
    double radius; // of corners; 0: as the theme has it
};
void kit_draw_tile(const hai_block *block, const struct kit_item *item, const struct kit_tile *tile,
                   hai_canvas *canvas, hai_box box);

// A number in the face of figures, no wider than `limit` (0: any): smaller, then in lines.
const hai_paragraph *kit_number(const hai_block *block, const char *text, double size,
                                const char *colour, double limit);

// True where a tile would show something.
bool kit_has_mark(const struct kit_item *item);

// A box with a tick, a half, nothing or a stroke through, as the status says.
void kit_draw_check(const hai_theme *theme, int32_t status, hai_canvas *canvas, hai_box box);

// The colour of a status.
hai_colour kit_status_colour(const hai_theme *theme, int32_t status);

#endif
