// SPDX-License-Identifier: MIT
#include "sunburst.h"

#define PAD 5.0

// --- Whether a box fits into a piece of a ring ---

static bool is_corner_inside(const struct arc *arc, hai_point at)
{
    double radius = hypot(at.x, at.y);
    double span = arc->to - arc->from, middle = (arc->from + arc->to) / 2;
    if (radius > arc->outer - PAD || radius <= 0)
        return false;
    if (span >= 2 * CHART_PI - 1e-9)
        return true;
    double off = remainder(atan2(at.x, -at.y) - middle, 2 * CHART_PI);
    return fabs(off) <= span / 2 - asin(fmin(PAD / radius, 1));
}

// A box of a size in the middle of the arc, turned; the circle's centre is at 0, 0.
static bool fits(const struct arc *arc, hai_size size, double turn)
{
    double radius = (arc->inner + arc->outer) / 2, angle = (arc->from + arc->to) / 2;
    hai_point middle = {radius * sin(angle), -radius * cos(angle)};
    double x = cos(turn), y = sin(turn);
    for (int i = 0; i < 4; i++) {
        double across = (i % 2 == 0 ? -0.5 : 0.5) * size.width;
        double down = (i < 2 ? -0.5 : 0.5) * size.height;
        hai_point corner = {middle.x + across * x - down * y, middle.y + across * y + down * x};
        if (!is_corner_inside(arc, corner))
            return false;
    }
    // The hole's centre, seen from the box: how far the box stays away from it.
    double across = fabs(-middle.x * x - middle.y * y), down = fabs(middle.x * y - middle.y * x);
    double away = hypot(fmax(across - size.width / 2, 0), fmax(down - size.height / 2, 0));
    return away >= arc->inner + PAD;
}

// --- Words ---

static hai_size size_of(const struct arc_words *words)
{
    hai_size size = {0, 0};
    const hai_paragraph *lines[] = {words->name, words->value};
    for (size_t i = 0; i < HAI_COUNT(lines); i++) {
        if (lines[i] == NULL)
            continue;
        hai_size line = hai_paragraph_size(lines[i]);
        size.width = fmax(size.width, line.width);
        size.height += line.height;
    }
    return size;
}

// Never upside down.
static double readable(double turn)
{
    turn = remainder(turn, 2 * CHART_PI);
    return turn > CHART_PI / 2 + 1e-9    ? turn - CHART_PI
           : turn < -CHART_PI / 2 + 1e-9 ? turn + CHART_PI
                                         : turn;
}

static bool try_turns(const struct arc *arc, struct arc_words *words)
{
    double angle = (arc->from + arc->to) / 2;
    const double turns[] = {0, readable(angle - CHART_PI / 2), readable(angle)};
    for (size_t i = 0; i < HAI_COUNT(turns); i++) {
        words->turn = turns[i];
        if (fits(arc, size_of(words), turns[i]))
            return true;
    }
    return false;
}

struct arc_words arc_words_fit(const hai_block *block, const struct arc *arc, const char *name,
                               const char *value, hai_colour ground)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style =
        kit_type(theme, "caption", chart_colour_name(block, chart_ink_on(theme, ground)),
                 HAI_TEXT_TITLE_CENTRE);
    style.line_height = 1.2;
    if (name[0] == '\0' || (arc->to - arc->from) * arc->outer < style.size * 0.9)
        return (struct arc_words){0};
    hai_text_style bold = style;
    bold.weight = 700;
    style.weight = 500;
    const hai_paragraph *figure = value == NULL ? NULL : hai_paragraph_new(block, value, &bold, 0);
    double thickness = arc->outer - arc->inner - 2 * PAD;
    const hai_paragraph *line = hai_paragraph_new(block, name, &style, 0);
    const hai_paragraph *folded = line;
    // In two lines, or three, where the ring is too thin for the name.
    if (hai_paragraph_size(line).width > thickness && thickness > 2 * style.size)
        folded = hai_paragraph_new(block, name, &style, thickness);
    bool has_fold = folded != line && hai_paragraph_lines(folded) <= 3 &&
                    hai_paragraph_size(folded).width <= thickness + 0.5;
    double measure = has_fold ? thickness : 0;
    folded = has_fold ? folded : line;
    const struct arc_words choices[] = {{line, figure, 0, 0},
                                        {folded, figure, 0, measure},
                                        {line, NULL, 0, 0},
                                        {folded, NULL, 0, measure}};
    for (size_t i = 0; i < HAI_COUNT(choices); i++) {
        struct arc_words words = choices[i];
        if (try_turns(arc, &words))
            return words;
    }
    return (struct arc_words){0};
}

void arc_words_draw(const struct arc_words *words, const struct arc *arc, hai_point centre,
                    hai_canvas *canvas)
{
    if (words->name == NULL)
        return;
    hai_point at =
        chart_polar_point(centre, (arc->inner + arc->outer) / 2, (arc->from + arc->to) / 2);
    double x = cos(words->turn), y = sin(words->turn);
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas,
                         (hai_matrix){.xx = x, .yx = y, .xy = -y, .yy = x, .x0 = at.x, .y0 = at.y});
    double top = -size_of(words).height / 2;
    const hai_paragraph *lines[] = {words->name, words->value};
    for (size_t i = 0; i < HAI_COUNT(lines); i++) {
        if (lines[i] == NULL)
            continue;
        // A paragraph in several lines is centred in its measure.
        double width =
            i == 0 && words->measure > 0 ? words->measure : hai_paragraph_size(lines[i]).width;
        hai_canvas_paragraph(canvas, lines[i], -width / 2, top);
        top += hai_paragraph_size(lines[i]).height;
    }
    hai_canvas_restore(canvas);
}
