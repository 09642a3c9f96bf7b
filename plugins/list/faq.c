// SPDX-License-Identifier: MIT
#include <math.h>

#include "list.h"
#include "visual-kit/surface.h"

#define MARK 52.0
#define MARK_GAP 20.0
#define ANSWER_GAP 16.0

struct faq faq_plan(const hai_block *block, const struct kit_item *item, bool has_surface,
                    double width)
{
    double padding = hai_theme_length(hai_block_theme(block), "padding");
    struct faq faq = {.inset = has_surface ? fmin(padding, width * 0.16) : 0};
    double left = fmax(width - 2 * faq.inset - MARK - MARK_GAP, 1);
    struct kit_look look = {.style = KIT_ITEM_PLAIN, .lead = KIT_LEAD_NONE};
    struct kit_item question = *item, answer = {.text = item->text, .colour = item->colour};
    question.text = NULL;
    faq.question = kit_item_plan(block, &question, &look, left);
    faq.answer = kit_item_plan(block, &answer, &look, left);
    double height = fmax(faq.question.size.height, MARK);
    if (item->text != NULL) {
        faq.answer_y = height + ANSWER_GAP;
        height = faq.answer_y + fmax(faq.answer.size.height, MARK);
    }
    faq.size = (hai_size){width, height + 2 * faq.inset};
    return faq;
}

// A mark beside the first line, or beside the middle of a single one that is lower.
static void draw_part(const hai_block *block, const struct kit_item_plan *plan, const char *mark,
                      bool is_solid, hai_canvas *canvas, hai_box inner)
{
    double lift = fmax(MARK / 2 - plan->middle, 0), drop = fmax(plan->middle - MARK / 2, 0);
    struct kit_item sign = {.number = mark, .colour = plan->item.colour};
    struct kit_tile tile = {.is_solid = is_solid};
    kit_draw_tile(block, &sign, &tile, canvas, (hai_box){inner.x, inner.y + drop, MARK, MARK});
    kit_item_words(
        block, plan, canvas,
        (hai_box){inner.x + MARK + MARK_GAP, inner.y + lift, plan->size.width, plan->size.height});
}

void faq_draw(const hai_block *block, const struct faq *faq, bool has_surface, hai_canvas *canvas,
              hai_box box)
{
    if (has_surface)
        kit_surface(hai_block_theme(block), canvas, box);
    hai_box inner = hai_box_inset(box, hai_insets_all(faq->inset));
    draw_part(block, &faq->question, "问", true, canvas, inner);
    if (faq->answer_y <= 0)
        return;
    inner.y += faq->answer_y;
    draw_part(block, &faq->answer, "答", false, canvas, inner);
}
