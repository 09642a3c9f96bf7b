// SPDX-License-Identifier: MIT
#include "chart-kit/note_key.h"

#include <math.h>
#include <string.h>

#include "chart-kit/colour.h"
#include "chart-kit/data.h"
#include "visual-kit/surface.h"

#define NARROW 420.0      // a chart
#define LONG_WORDS 0.45   // of its width
#define BAND_STRENGTH 0.3 // of the colour: a thin piece is as pale as the band else

static bool is_text(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static bool is_callout(const struct chart_annotation *annotation)
{
    return annotation->kind == CHART_NOTE_CALLOUT ||
           (annotation->kind == CHART_NOTE_AUTO && is_text(annotation->at) &&
            (isfinite(annotation->value) || is_text(annotation->series)));
}

bool chart_note_is_keyed(const hai_block *block, const struct chart_annotation *annotation,
                         double width)
{
    if (width >= NARROW || !is_text(annotation->text) || annotation->stat != CHART_STAT_NONE ||
        is_callout(annotation))
        return false;
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    const hai_paragraph *words = hai_paragraph_new(block, annotation->text, &style, 0);
    return hai_paragraph_size(words).width > width * LONG_WORDS;
}

// Dates are told with the words: few of them stand on a narrow axis. Values are, where several
// lines look alike, unless the words have a figure of their own.
static const char *key_text(const hai_block *block, const struct chart_options *options,
                            const struct chart_annotation *annotation, bool is_alone)
{
    if (!is_text(annotation->at) && (is_alone || strpbrk(annotation->text, "0123456789") != NULL))
        return annotation->text;
    if (!is_text(annotation->at)) {
        hai_number_format format = chart_format(options, &annotation->value, 1);
        return hai_block_printf(block, "%s %s", annotation->text,
                                chart_value_text(block, annotation->value, &format, options->unit));
    }
    bool is_band = is_text(annotation->to);
    return hai_block_printf(block, "%s%s%s:%s", annotation->at, is_band ? "—" : "",
                            is_band ? annotation->to : "", annotation->text);
}

static bool has_place(const struct chart_axis *axis, const char *text)
{
    if (!is_text(text))
        return true;
    if (axis->kind == CHART_AXIS_TIME)
        return chart_time(text) >= axis->low && chart_time(text) <= axis->high;
    for (int32_t i = 0; i < axis->count; i++)
        if (strcmp(axis->names[i], text) == 0)
            return true;
    return axis->count == 0; // of values
}

// As far as can be told before the axes are planned: their ends may be fixed.
static bool is_in_chart(const struct chart_frame *frame, const struct chart_annotation *annotation)
{
    const struct chart_options *options = frame->options;
    bool is_upwards = frame->y.kind == CHART_AXIS_VALUE || frame->y.kind == CHART_AXIS_LOG;
    const struct chart_axis *others = is_upwards ? &frame->x : &frame->y;
    bool is_band = isfinite(annotation->value_to);
    return has_place(others, annotation->at) && has_place(others, annotation->to) &&
           (is_band || !(annotation->value < options->low || annotation->value > options->high));
}

struct chart_legend *chart_note_key(const hai_block *block, const struct chart_frame *frame,
                                    double width)
{
    const struct chart_options *options = frame->options;
    const hai_theme *theme = hai_block_theme(block);
    size_t most = (size_t)options->annotations.count + 1;
    const char **names = hai_block_alloc(block, most * sizeof *names);
    struct chart_style *styles = hai_block_alloc(block, most * sizeof *styles);
    const struct chart_annotation *annotations = options->annotations.items;
    int32_t count = 0, values = 0;
    for (uint32_t i = 0; i < options->annotations.count; i++)
        values += !is_text(annotations[i].at) && chart_note_is_keyed(block, &annotations[i], width);
    for (uint32_t i = 0; i < options->annotations.count; i++) {
        if (!chart_note_is_keyed(block, &annotations[i], width) ||
            !is_in_chart(frame, &annotations[i]))
            continue;
        bool is_band = annotations[i].kind == CHART_NOTE_BAND || is_text(annotations[i].to) ||
                       isfinite(annotations[i].value_to);
        hai_colour colour =
            hai_theme_colour(theme, annotations[i].colour != NULL ? annotations[i].colour : "ink");
        if (is_band)
            colour = hai_colour_mix(hai_theme_colour(theme, "surface"), colour, BAND_STRENGTH);
        styles[count] = (struct chart_style){.colour = colour, .dash = is_band ? 0 : 1};
        names[count++] = key_text(block, options, &annotations[i], values < 2);
    }
    return count > 0 ? chart_legend_new(block, names, styles, count, CHART_SWATCH_LINE, width)
                     : NULL;
}
