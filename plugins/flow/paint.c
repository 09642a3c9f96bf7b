// SPDX-License-Identifier: MIT
#include <math.h>

#include "flow.h"
#include "visual-kit/surface.h"

#define CORNER 10.0
#define STUB 18.0
#define TIP 14.0

// The corners of one link, from its beginning to its tip.
struct way {
    hai_point *points;
    int32_t count;
};

static void go(struct way *way, double x, double y)
{
    way->points[way->count++] = (hai_point){x, y};
}

static double layer_foot(const struct graph *graph, int32_t layer)
{
    return graph->tops[layer] + graph->heights[layer];
}

// The track of a channel, which lies above the layer of its number.
static double track_y(const struct graph *graph, int32_t channel, int32_t track)
{
    double top = channel == 0 ? 0 : layer_foot(graph, channel - 1);
    double above = channel == 0 || channel == graph->layer_count ? 8 : 12;
    return top + graph->rooms[channel] + above + track * FLOW_TRACK;
}

static void go_down(const struct graph *graph, int32_t link, struct way *way)
{
    for (int32_t i = 0; i < graph->piece_count; i++) {
        const struct piece *piece = &graph->pieces[i];
        int32_t channel = graph->vertices[piece->to].layer;
        if (piece->link != link)
            continue;
        if (way->count == 0)
            go(way, piece->from_x, layer_foot(graph, channel - 1) - 2);
        if (piece->track >= 0) {
            double y = track_y(graph, channel, piece->track);
            go(way, piece->from_x, y);
            go(way, piece->to_x, y);
        }
        if (!graph->vertices[piece->to].is_passed)
            go(way, piece->to_x, graph->tops[channel]);
    }
}

static double middle_y(const struct graph *graph, const struct vertex *vertex)
{
    return graph->tops[vertex->layer] + graph->heights[vertex->layer] / 2;
}

// Out at the side of a step, up its lane, and in at the same side of another. What leaves does so a
// little lower than what comes in.
static void go_back(const struct graph *graph, const struct link *link, struct way *way)
{
    const struct vertex *from = &graph->vertices[link->from], *to = &graph->vertices[link->to];
    double out = middle_y(graph, from) + 10, in = middle_y(graph, to) - 10;
    double side = link->is_left ? -1 : 1;
    double from_x = from->x + side * from->width / 2, to_x = to->x + side * to->width / 2;
    go(way, from_x - side * 12, out);
    if (link->out_track >= 0) {
        double y = track_y(graph, from->layer + 1, link->out_track);
        go(way, from_x + STUB, out);
        go(way, from_x + STUB, y);
        out = y;
    }
    go(way, link->lane, out);
    if (link->in_track >= 0) {
        double y = track_y(graph, to->layer, link->in_track);
        go(way, link->lane, y);
        go(way, to_x + STUB, y);
        go(way, to_x + STUB, in);
    } else {
        go(way, link->lane, in);
    }
    go(way, to_x, in);
}

// --- Lines ---

static void draw_tip(hai_canvas *canvas, hai_point from, hai_point to, hai_colour colour)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (length < 1)
        return;
    double x = (to.x - from.x) / length, y = (to.y - from.y) / length;
    hai_canvas_move_to(canvas, to.x, to.y);
    hai_canvas_line_to(canvas, to.x - TIP * x - TIP * 0.55 * y, to.y - TIP * y + TIP * 0.55 * x);
    hai_canvas_line_to(canvas, to.x - TIP * x + TIP * 0.55 * y, to.y - TIP * y - TIP * 0.55 * x);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

// From one point towards another, at most half of the way.
static hai_point towards(hai_point from, hai_point to, double by)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    double part = length > 0 ? fmin(by, length / 2) / length : 0;
    return (hai_point){from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}

static void draw_way(const struct way *way, bool is_back, hai_canvas *canvas, hai_point origin,
                     hai_colour colour)
{
    hai_point *points = way->points;
    if (way->count < 2)
        return;
    for (int32_t i = 0; i < way->count; i++)
        points[i] = (hai_point){points[i].x + origin.x, points[i].y + origin.y};
    hai_point tip = points[way->count - 1], before = points[way->count - 2];
    points[way->count - 1] = towards(tip, before, TIP - 2);
    hai_canvas_move_to(canvas, points[0].x, points[0].y);
    for (int32_t i = 1; i + 1 < way->count; i++) {
        hai_point in = towards(points[i], points[i - 1], CORNER);
        hai_point out = towards(points[i], points[i + 1], CORNER);
        hai_canvas_line_to(canvas, in.x, in.y);
        hai_canvas_curve_to(canvas, (in.x + 2 * points[i].x) / 3, (in.y + 2 * points[i].y) / 3,
                            (out.x + 2 * points[i].x) / 3, (out.y + 2 * points[i].y) / 3, out.x,
                            out.y);
    }
    hai_canvas_line_to(canvas, points[way->count - 1].x, points[way->count - 1].y);
    const double dashes[] = {9, 7};
    hai_stroke pen = hai_stroke_width(2.5);
    pen.join = 1;
    pen.dashes = is_back ? dashes : NULL;
    pen.dash_count = is_back ? 2 : 0;
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
    draw_tip(canvas, before, tip, colour);
}

static void draw_links(const hai_block *block, const struct graph *graph, hai_canvas *canvas,
                       hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_colour line = hai_colour_mix(surface, hai_theme_colour(theme, "weak"), 0.6);
    hai_colour back = hai_colour_mix(surface, hai_theme_colour(theme, "primary"), 0.7);
    struct way way = {.points = hai_block_alloc(block, (3 * (size_t)graph->layer_count + 12) *
                                                           sizeof *way.points)};
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        way.count = 0;
        if (link->is_back)
            go_back(graph, link, &way);
        else
            go_down(graph, i, &way);
        draw_way(&way, link->is_back, canvas, (hai_point){box.x, box.y},
                 link->is_back ? back : line);
    }
}

static void draw_labels(const struct graph *graph, hai_canvas *canvas, hai_box box)
{
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (link->text == NULL)
            continue;
        double x = link->text_x, y = layer_foot(graph, graph->vertices[link->from].layer) + 4;
        if (link->is_back) {
            x = link->is_left ? link->lane - 10 - hai_paragraph_size(link->text).width
                              : link->lane + 10;
            y = (middle_y(graph, &graph->vertices[link->from]) +
                 middle_y(graph, &graph->vertices[link->to]) - kit_height(link->text)) /
                2;
        }
        hai_canvas_paragraph(canvas, link->text, box.x + x, box.y + y);
    }
}

// --- Steps ---

static void add_shape(const struct vertex *vertex, double radius, hai_canvas *canvas, hai_box box)
{
    if (vertex->shape != SHAPE_DECISION) {
        hai_canvas_rounded_box(canvas, box,
                               vertex->shape == SHAPE_START ? fmin(box.height / 2, 44) : radius);
        return;
    }
    double right = hai_box_right(box), middle = box.y + box.height / 2;
    hai_canvas_move_to(canvas, box.x, middle);
    hai_canvas_line_to(canvas, box.x + FLOW_POINT, box.y);
    hai_canvas_line_to(canvas, right - FLOW_POINT, box.y);
    hai_canvas_line_to(canvas, right, middle);
    hai_canvas_line_to(canvas, right - FLOW_POINT, hai_box_bottom(box));
    hai_canvas_line_to(canvas, box.x + FLOW_POINT, hai_box_bottom(box));
    hai_canvas_close(canvas);
}

static void draw_step(const hai_block *block, const struct graph *graph,
                      const struct vertex *vertex, hai_canvas *canvas, hai_box all)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_colour colour = kit_item_colour(theme, &vertex->item);
    double radius = fmin(hai_theme_length(theme, "radius") / 2, 12);
    hai_box box = {all.x + vertex->x - vertex->width / 2, all.y + graph->tops[vertex->layer],
                   vertex->width, graph->heights[vertex->layer]};
    add_shape(vertex, radius, canvas, box);
    if (vertex->shape == SHAPE_START) {
        const hai_stop stops[] = {
            {0, colour},
            {1, vertex->item.colour == NULL ? hai_theme_colour(theme, "primary_deep") : colour}};
        hai_canvas_fill(canvas,
                        hai_paint_linear((hai_point){box.x, box.y},
                                         (hai_point){box.x, hai_box_bottom(box)}, stops, 2));
    } else {
        bool is_decision = vertex->shape == SHAPE_DECISION;
        hai_colour ground = hai_colour_mix(surface, colour, is_decision ? 0.13 : 0.03);
        hai_canvas_fill(canvas, hai_paint_colour(ground));
        add_shape(vertex, radius, canvas, hai_box_inset(box, hai_insets_all(1.25)));
        hai_canvas_stroke(
            canvas, hai_stroke_width(2.5),
            hai_paint_colour(hai_colour_mix(surface, colour, is_decision ? 0.8 : 0.45)));
    }
    hai_size words = vertex->words.size;
    kit_item_words(block, &vertex->words, canvas,
                   (hai_box){box.x + (box.width - words.width) / 2,
                             box.y + (box.height - words.height) / 2, words.width, words.height});
}

void graph_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box)
{
    draw_links(block, graph, canvas, box);
    for (int32_t i = 0; i < graph->step_count; i++)
        draw_step(block, graph, &graph->vertices[i], canvas, box);
    draw_labels(graph, canvas, box);
}
