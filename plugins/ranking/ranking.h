// SPDX-License-Identifier: MIT
//
// The parts of the ranking among themselves.
#ifndef RANKING_RANKING_H
#define RANKING_RANKING_H

#include "item-kit/items.h"

enum style { STYLE_BARS, STYLE_PLAIN, STYLE_CARDS, STYLE_PODIUM, STYLE_HONOUR };
enum sort { SORT_FALLING, SORT_RISING, SORT_NONE };

struct ranking {
    struct kit_items items;
    int32_t style, sort, top, columns, change;
    const char *highlight;
    bool medals;
};

// One who is ranked.
struct place {
    struct kit_item item;
    int32_t row;
    int32_t rank;            // from 1; who are equal share it
    double value;            // NAN: none
    double change;           // places won since the last time; NAN: not told
    const char *change_text; // in words, as 新; or NULL
    bool is_highlighted;
};

struct places {
    struct place *items;
    int32_t count;
    double largest; // of the values; 0 where none is above
};

// In their order, the first `top` of them.
struct places places_read(const hai_block *block, const struct ranking *ranking);

// The rank as a medal, a number in a tile, or in type.
void places_draw_mark(const hai_block *block, const struct ranking *ranking,
                      const struct place *place, hai_canvas *canvas, hai_box box);

// Rows below each other, from the place `from` on.
struct rows {
    int32_t from, count;
    struct kit_item_plan *plans;
    double *heights;
    double height, mark, inset, gap;
    double change; // width of the column of changes; 0: none
};

struct rows rows_plan(const hai_block *block, const struct ranking *ranking,
                      const struct places *places, int32_t from, double width);
void rows_draw(const hai_block *block, const struct ranking *ranking, const struct places *places,
               const struct rows *rows, hai_canvas *canvas, hai_box box);

// The first three on steps, the second at the left of the first.
struct podium {
    int32_t count;
    struct kit_item_plan plans[3];
    double width, gap, height, words;
};

struct podium podium_plan(const hai_block *block, const struct places *places, double width);
void podium_draw(const hai_block *block, const struct places *places, const struct podium *podium,
                 hai_canvas *canvas, hai_box box);

// A roll of honour: plaques with a portrait.
struct honour {
    int32_t columns, rows;
    bool is_even; // plaques are spread over all rows
    double width, gap, height;
    struct kit_item_plan *plans;
    double *heights;
};

struct honour honour_plan(const hai_block *block, const struct ranking *ranking,
                          const struct places *places, double width);
void honour_draw(const hai_block *block, const struct places *places, const struct honour *honour,
                 hai_canvas *canvas, hai_box box);

// Colours of the metal of a rank; those from the fourth on are paler than bronze.
hai_colour medal_colour(int32_t rank, bool is_low);

#endif
