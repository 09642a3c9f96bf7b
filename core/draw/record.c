// SPDX-License-Identifier: MIT
//
// What a finished record can be asked, and the geometry that drawing shares.
#include "draw/record.h"

#include <math.h>

#include "draw/items.h"

hai_size record_size(const struct record *record)
{
    return record->sheet;
}

hai_box record_ink(const struct record *record, unsigned from, unsigned to)
{
    hai_box ink = {0};

    for (unsigned i = from; i < to && i < record->count; i++) {
        const struct item *item = &record->items[i];
        switch (item->kind) {
        case ITEM_FILL:
        case ITEM_STROKE:
        case ITEM_IMAGE:
        case ITEM_GLYPHS:
        case ITEM_CAIRO:
            ink = box_union(ink, item->box);
            break;
        case ITEM_SHADOW: // soft edges may leave a visual's box
        case ITEM_GROUP:
        case ITEM_LINK:
        case ITEM_HEADING:
        case ITEM_FIGURE:
        case ITEM_END:
            break;
        }
    }
    return ink;
}

hai_box box_union(hai_box a, hai_box b)
{
    if (hai_box_is_empty(a))
        return b;
    if (hai_box_is_empty(b))
        return a;
    return box_between(fmin(a.x, b.x), fmin(a.y, b.y), fmax(hai_box_right(a), hai_box_right(b)),
                       fmax(hai_box_bottom(a), hai_box_bottom(b)));
}

hai_box box_intersection(hai_box a, hai_box b)
{
    hai_box box =
        box_between(fmax(a.x, b.x), fmax(a.y, b.y), fmin(hai_box_right(a), hai_box_right(b)),
                    fmin(hai_box_bottom(a), hai_box_bottom(b)));
    return hai_box_is_empty(box) ? (hai_box){0} : box;
}

bool box_touches(hai_box a, hai_box b)
{
    return a.x < hai_box_right(b) && b.x < hai_box_right(a) && a.y < hai_box_bottom(b) &&
           b.y < hai_box_bottom(a);
}

hai_box box_outset(hai_box box, double by)
{
    return (hai_box){box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

hai_point matrix_apply(const hai_matrix *matrix, double x, double y)
{
    return (hai_point){matrix->xx * x + matrix->xy * y + matrix->x0,
                       matrix->yx * x + matrix->yy * y + matrix->y0};
}

hai_box matrix_apply_box(const hai_matrix *matrix, hai_box box)
{
    double right = hai_box_right(box), bottom = hai_box_bottom(box);
    hai_point corners[4] = {
        matrix_apply(matrix, box.x, box.y),
        matrix_apply(matrix, right, box.y),
        matrix_apply(matrix, right, bottom),
        matrix_apply(matrix, box.x, bottom),
    };
    hai_point low = corners[0], high = corners[0];

    for (int i = 1; i < 4; i++) {
        low = (hai_point){fmin(low.x, corners[i].x), fmin(low.y, corners[i].y)};
        high = (hai_point){fmax(high.x, corners[i].x), fmax(high.y, corners[i].y)};
    }
    return box_between(low.x, low.y, high.x, high.y);
}

hai_matrix matrix_multiply(const hai_matrix *inner, const hai_matrix *outer)
{
    hai_point move = matrix_apply(outer, inner->x0, inner->y0);

    return (hai_matrix){
        .xx = outer->xx * inner->xx + outer->xy * inner->yx,
        .yx = outer->yx * inner->xx + outer->yy * inner->yx,
        .xy = outer->xx * inner->xy + outer->xy * inner->yy,
        .yy = outer->yx * inner->xy + outer->yy * inner->yy,
        .x0 = move.x,
        .y0 = move.y,
    };
}

// The larger singular value of the 2x2 part.
double matrix_scale(const hai_matrix *matrix)
{
    double sum = hypot(matrix->xx + matrix->yy, matrix->yx - matrix->xy);
    double difference = hypot(matrix->xx - matrix->yy, matrix->yx + matrix->xy);
    return (sum + difference) / 2;
}

static bool is_nothing(double value)
{
    return fabs(value) < 1e-12;
}

bool matrix_is_upright(const hai_matrix *matrix)
{
    return is_nothing(matrix->xy) && is_nothing(matrix->yx) && matrix->xx > 0 && matrix->yy > 0;
}

bool matrix_is_move(const hai_matrix *matrix)
{
    return matrix_is_upright(matrix) && is_nothing(matrix->xx - 1) && is_nothing(matrix->yy - 1);
}
