// SPDX-License-Identifier: MIT
//
// The parts of the list among themselves.
#ifndef LIST_LIST_H
#define LIST_LIST_H

#include "item-kit/items.h"

enum mark { MARK_AUTO, MARK_DOT, MARK_NUMBER, MARK_CHECK, MARK_INITIAL, MARK_FAQ, MARK_NONE };

struct list {
    struct kit_items items;
    int32_t style, mark, columns, numerals;
    double min_width, gap;
    bool divider, compact;
};

// A question with its answer, so wide: two items one below the other, each with a mark at its left.
struct faq {
    struct kit_item_plan question, answer;
    hai_size size;
    double inset, answer_y;
};

struct faq faq_plan(const hai_block *block, const struct kit_item *item, bool has_surface,
                    double width);
void faq_draw(const hai_block *block, const struct faq *faq, bool has_surface, hai_canvas *canvas,
              hai_box box);

#endif
