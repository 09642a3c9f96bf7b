// SPDX-License-Identifier: MIT
//
// The fish: categories by turns above and below the spine, causes at the left of their bones.
#include <math.h>

#include "fishbone.h"
#include "visual-kit/surface.h"

#define LEAST_COLUMN 160.0
#define TAIL 40.0
#define SLANT 44.0
#define BESIDE 12.0 // from a bone to the words at either side of it
#define LEAN 18.0   // by which a bone may lean along one cause
#define CAUSE_GAP 18.0
#define HEAD_SIDE 22.0
#define NOSE 26.0 // by which the head's back comes to a point

// The height that a side of the spine needs, tags included.
static double side_height(const struct plan *plan, int32_t side)
{
    double most = 0;
    for (int32_t i = side; i < plan->count; i += 2) {
        const struct category *category = &plan->categories[i];
        most =
            fmax(most, category->tag.height + category->causes + (category->count + 1) * CAUSE_GAP);
    }
    return most;
}

// Bones lean less where a cause takes much of their length.
static double find_slant(const struct plan *plan, double upper, double lower)
{
    double slant = SLANT;
    for (int32_t i = 0; i < plan->cause_count; i++) {
        double side = plan->causes[i].category % 2 == 0 ? upper : lower;
        slant = fmin(slant, LEAN * side / fmax(kit_height(plan->causes[i].text), 1));
    }
    return slant;
}

static void place_bone(struct plan *plan, int32_t index, double near_x, double height)
{
    struct category *category = &plan->categories[index];
    double away = index % 2 == 0 ? -1 : 1;
    category->near = (hai_point){near_x, plan->spine};
    category->far =
        (hai_point){near_x - plan->slant, plan->spine + away * (height - category->tag.height)};
    category->tag.x = fmax(category->far.x + 32 - category->tag.width, 0);
    category->tag.y = away < 0 ? category->far.y - category->tag.height : category->far.y;
    // What is left over is shared out between the causes.
    double length = height - category->tag.height;
    double gap = (length - category->causes) / (category->count + 1);
    double y = fmin(category->far.y, category->near.y) + gap;
    for (int32_t i = 0; i < plan->cause_count; i++) {
        struct cause *cause = &plan->causes[i];
        if (cause->category != index)
            continue;
        hai_size size = hai_paragraph_size(cause->text);
        double outer = away < 0 ? y : y + size.height; // the end that is farther from the spine
        double lean = plan->slant / length;
        cause->at.x = near_x - lean * fabs(outer - plan->spine) - BESIDE - size.width;
        cause->at.y = y;
        cause->right = near_x - lean * fabs(y + size.height - plan->spine);
        y += size.height + gap;
    }
}

bool fish_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double width)
{
    int32_t columns = (plan->count + 1) / 2;
    double head = fmin(fmax(width * 0.2, 150), 220);
    bool has_head = fishbone->effect != NULL || fishbone->note != NULL;
    if (!has_head)
        head = 40;
    double room = width - head - TAIL - SLANT - 20;
    double column = fmin(room / columns, 300);
    if (column < LEAST_COLUMN || plan->count < 2)
        return false;
    double measure = column - 2 * BESIDE - LEAN;
    fishbone_set(block, plan, column - 16 - 2 * TAG_SIDE, measure);
    for (int32_t i = 0; i < plan->cause_count; i++) {
        if (hai_paragraph_size(plan->causes[i].text).width > measure)
            return false;
    }
    head_plan(block, fishbone, plan, head - 2 * HEAD_SIDE);
    double upper = side_height(plan, 0), lower = side_height(plan, 1);
    double tall = kit_height(plan->effect) + kit_height(plan->note) + 64;
    if (has_head)
        upper = fmax(upper, tall / 2), lower = fmax(lower, tall / 2);
    if (tall > (upper + lower) * 1.2)
        return false; // a head of many words is no head
    plan->slant = find_slant(plan, upper, lower);
    plan->spine = upper;
    plan->height = upper + lower;
    plan->left = fmax(room - column * columns, 0) / 2;
    for (int32_t i = 0; i < plan->count; i++)
        place_bone(plan, i, plan->left + TAIL + SLANT + column * (i / 2 + 1),
                   i % 2 == 0 ? upper : lower);
    plan->head = (hai_box){plan->left + TAIL + SLANT + column * columns + 20, upper - tall / 2,
                           head, has_head ? tall : 0};
    return true;
}

// --- Drawing ---

static void draw_head(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box all)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_box box = {all.x + plan->head.x, all.y + plan->head.y, plan->head.width, plan->head.height};
    double middle = box.y + box.height / 2, right = hai_box_right(box);
    if (box.height <= 0) { // the spine ends in a tip
        double y = all.y + plan->spine;
        hai_canvas_move_to(canvas, right, y);
        hai_canvas_line_to(canvas, right - 28, y - 14);
        hai_canvas_line_to(canvas, right - 28, y + 14);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "primary")));
        return;
    }
    double round = fmin(28, box.height / 3), low = hai_box_bottom(box);
    hai_canvas_move_to(canvas, box.x, box.y);
    hai_canvas_line_to(canvas, right - NOSE - round, box.y);
    hai_canvas_curve_to(canvas, right - NOSE, box.y, right, middle - box.height / 5, right, middle);
    hai_canvas_curve_to(canvas, right, middle + box.height / 5, right - NOSE, low,
                        right - NOSE - round, low);
    hai_canvas_line_to(canvas, box.x, low);
    hai_canvas_curve_to(canvas, box.x + 14, low - box.height / 3, box.x + 14,
                        box.y + box.height / 3, box.x, box.y);
    hai_canvas_close(canvas);
    const hai_stop stops[] = {{0, hai_theme_colour(theme, "primary")},
                              {1, hai_theme_colour(theme, "primary_deep")}};
    hai_canvas_fill(canvas,
                    hai_paint_linear((hai_point){box.x, box.y}, (hai_point){box.x, low}, stops, 2));
    head_words(block, plan, canvas,
               hai_box_inset(box, (hai_insets){.left = HEAD_SIDE - 2, .right = HEAD_SIDE + 2}));
}

static void draw_spine(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    double x = box.x + plan->left, y = box.y + plan->spine;
    hai_colour colour = hai_theme_colour(theme, "primary");
    double end = box.x + plan->head.x + (plan->head.height > 0 ? 12 : 16);
    kit_rule(canvas, (hai_point){x + 18, y}, (hai_point){end, y}, 6, colour);
    hai_canvas_move_to(canvas, x, y - 26);
    hai_canvas_curve_to(canvas, x + 18, y - 20, x + 28, y - 8, x + TAIL, y);
    hai_canvas_curve_to(canvas, x + 28, y + 8, x + 18, y + 20, x, y + 26);
    hai_canvas_curve_to(canvas, x + 10, y + 8, x + 10, y - 8, x, y - 26);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

void fish_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_point origin = {box.x, box.y};
    for (int32_t i = 0; i < plan->count; i++) {
        const struct category *category = &plan->categories[i];
        hai_colour colour =
            hai_theme_colour(theme, category->colour == NULL ? "primary" : category->colour);
        kit_rule(canvas, (hai_point){box.x + category->far.x, box.y + category->far.y},
                 (hai_point){box.x + category->near.x, box.y + category->near.y}, 3,
                 hai_colour_mix(surface, colour, 0.6));
    }
    draw_spine(theme, plan, canvas, box);
    for (int32_t i = 0; i < plan->cause_count; i++) {
        const struct cause *cause = &plan->causes[i];
        double y = box.y + cause->at.y + kit_height(cause->text) + 1;
        kit_rule(canvas, (hai_point){box.x + cause->at.x, y},
                 (hai_point){box.x + cause->right - 1, y}, 1.5,
                 hai_colour_mix(surface, hai_theme_colour(theme, "weak"), 0.45));
        hai_canvas_paragraph(canvas, cause->text, box.x + cause->at.x, box.y + cause->at.y);
    }
    for (int32_t i = 0; i < plan->count; i++)
        tag_draw(block, &plan->categories[i], canvas, origin);
    draw_head(block, plan, canvas, box);
}
