// SPDX-License-Identifier: MIT
//
// Where circles lie, and what has room in the parts that they make of each other.
#include <math.h>

#include "venn.h"
#include "visual-kit/surface.h"

#define DISTANCE 1.1 // of middles, in radii
#define EDGE 12.0    // from words to the line of a circle
#define MOST_TWO 284.0
#define MOST_THREE 272.0

void venn_place_circles(struct plan *plan, double width)
{
    double wide = plan->count > 1 ? 2 + DISTANCE : 2;
    plan->radius = fmax(fmin(width / wide, plan->count == 3 ? MOST_THREE : MOST_TWO), 1);
    double r = plan->radius, half = DISTANCE * r / 2, middle = width / 2;
    plan->figure = 2 * r;
    if (plan->count == 1) {
        plan->centres[0] = (hai_point){middle, r};
        return;
    }
    plan->centres[0] = (hai_point){middle - half, r};
    plan->centres[1] = (hai_point){middle + half, r};
    if (plan->count < 3)
        return;
    double down = half * 1.7320508075688772;
    plan->centres[0] = (hai_point){middle, r};
    plan->centres[1] = (hai_point){middle - half, r + down};
    plan->centres[2] = (hai_point){middle + half, r + down};
    plan->figure += down;
}

// How far inside a part a point lies; below 0: outside.
static double depth(const struct plan *plan, uint32_t mask, double x, double y)
{
    double least = INFINITY;
    for (int32_t i = 0; i < plan->count; i++) {
        double in = plan->radius - hypot(x - plan->centres[i].x, y - plan->centres[i].y);
        least = fmin(least, mask & (1U << i) ? in : -in);
    }
    return least;
}

// The point that lies farthest inside, found on a grid.
static hai_point find_pole(const struct plan *plan, uint32_t mask)
{
    double left = plan->centres[0].x, right = left, best = -INFINITY;
    for (int32_t i = 1; i < plan->count; i++) {
        left = fmin(left, plan->centres[i].x);
        right = fmax(right, plan->centres[i].x);
    }
    left -= plan->radius;
    right += plan->radius;
    hai_point found = plan->centres[0];
    const int steps = 90;
    for (int row = 0; row <= steps; row++) {
        for (int column = 0; column <= steps; column++) {
            double x = left + (right - left) * column / steps, y = plan->figure * row / steps;
            double in = depth(plan, mask, x, y);
            if (in > best + 1e-6) {
                best = in;
                found = (hai_point){x, y};
            }
        }
    }
    return found;
}

static bool has_room(const struct plan *plan, uint32_t mask, hai_point middle, hai_size size)
{
    const int steps = 8;
    for (int i = 0; i <= steps; i++) {
        double along = (double)i / steps - 0.5;
        for (int side = -1; side <= 1; side += 2) {
            double edge = side / 2.0;
            if (depth(plan, mask, middle.x + along * size.width, middle.y + edge * size.height) <
                    EDGE ||
                depth(plan, mask, middle.x + edge * size.width, middle.y + along * size.height) <
                    EDGE)
                return false;
        }
    }
    return true;
}

// The nearest place to the pole where a box has room.
static bool find_place(const struct plan *plan, uint32_t mask, hai_point pole, hai_size size,
                       hai_point *found)
{
    static const double shifts[][2] = {{0, 0},    {0, -0.06}, {0, 0.06}, {-0.06, 0},
                                       {0.06, 0}, {0, -0.12}, {0, 0.12}, {-0.12, 0},
                                       {0.12, 0}, {0, -0.2},  {0, 0.2}};
    for (size_t i = 0; i < HAI_COUNT(shifts); i++) {
        *found =
            (hai_point){pole.x + shifts[i][0] * plan->radius, pole.y + shifts[i][1] * plan->radius};
        if (has_room(plan, mask, *found, size))
            return true;
    }
    return false;
}

struct setting {
    double scale, measure;
    bool has_icon, has_text;
    const char *ink;
};

static double wide(const hai_paragraph *paragraph)
{
    return paragraph == NULL ? 0 : hai_paragraph_size(paragraph).width;
}

static void set_words(const hai_block *block, struct part *part, const struct setting *setting)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct kit_item *item = &part->item;
    hai_text_style title = kit_type(theme, "card", setting->ink, HAI_TEXT_TITLE_CENTRE);
    hai_text_style value = kit_type(theme, "value", setting->ink, HAI_TEXT_CENTRE);
    hai_text_style text = kit_type(theme, "caption", setting->ink, HAI_TEXT_TITLE_CENTRE);
    title.size = fmax(title.size * setting->scale, 25);
    part->title = part->value = part->text = NULL;
    part->has_icon = setting->has_icon && item->icon != NULL;
    if (item->title != NULL)
        part->title = hai_paragraph_new(block, item->title, &title, setting->measure);
    if (setting->has_text && item->value != NULL)
        part->value = hai_paragraph_new(
            block,
            hai_block_printf(block, "%s%s", item->value, item->unit == NULL ? "" : item->unit),
            &value, setting->measure);
    if (setting->has_text && item->text != NULL)
        part->text = hai_paragraph_new(block, item->text, &text, setting->measure);
    part->measure = setting->measure;
    part->height = (part->has_icon ? VENN_ICON + VENN_ICON_GAP : 0) + kit_height(part->title) +
                   kit_height(part->value) + kit_height(part->text);
}

static bool fit_words(const hai_block *block, const struct plan *plan, struct part *part,
                      uint32_t mask, hai_point pole, struct setting setting)
{
    static const double scales[] = {1, 0.88, 0.76};
    for (size_t i = 0; i < HAI_COUNT(scales); i++) {
        setting.scale = scales[i];
        for (double part_of = 1.3; part_of > 0.2; part_of -= 0.1) {
            setting.measure = part_of * plan->radius;
            if (setting.measure < 52) // a line of two characters at least
                break;
            set_words(block, part, &setting);
            double widest = fmax(fmax(wide(part->title), wide(part->value)), wide(part->text));
            hai_size size = {fmax(widest, part->has_icon ? VENN_ICON : 0), part->height};
            if (widest <= setting.measure && find_place(plan, mask, pole, size, &part->middle))
                return true;
        }
    }
    return false;
}

void venn_fit_part(const hai_block *block, struct plan *plan, uint32_t mask)
{
    struct part *part = &plan->parts[mask];
    const struct kit_item *item = &part->item;
    bool is_core = plan->count > 1 && mask == (1U << plan->count) - 1;
    hai_point pole = find_pole(plan, mask);
    struct setting setting = {
        .ink = is_core ? kit_on(block, hai_theme_colour(hai_block_theme(block), "primary")) : "ink",
        .has_icon = true,
        .has_text = true};
    part->shown = SHOWN_ALL;
    if (item->icon != NULL && fit_words(block, plan, part, mask, pole, setting))
        return;
    setting.has_icon = false;
    if (fit_words(block, plan, part, mask, pole, setting))
        return;
    plan->has_list = true;
    setting.has_text = false;
    part->shown = SHOWN_TITLE;
    bool has_more = item->text != NULL || item->value != NULL;
    if (item->title != NULL && has_more && fit_words(block, plan, part, mask, pole, setting))
        return;
    part->shown = SHOWN_NUMBER;
    part->middle = pole;
    double in = depth(plan, mask, pole.x, pole.y);
    part->value = part->text = NULL;
    part->title = kit_number(block, part->number, fmin(36, fmax(in, 12)), setting.ink, 0);
}
