// SPDX-License-Identifier: MIT
//
// Days of a market are closer than their names: the words stand at days, the first days of weeks,
// months, quarters or years, whichever is the finest that has room. Below them stands, where it
// changes, the month and year that they are of.
#include "days.h"

#define WORD_GAP 10.0
#define LEAST_WORDS 3

enum level { LEVEL_DAY, LEVEL_WEEK, LEVEL_MONTH, LEVEL_QUARTER, LEVEL_YEAR, LEVEL_COUNT };

struct word {
    const hai_paragraph *text;
    double x; // left
};

struct row {
    struct word *words;
    int32_t count;
    bool has_given_way;
};

struct dates {
    struct row upper, lower;
    double row_height;
    int32_t dropped;
};

static bool are_dates(const char *const *names, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (isnan(chart_time(names[i])) ||
            (i > 0 && chart_time(names[i]) < chart_time(names[i - 1])))
            return false;
    return true;
}

static enum level finest(const char *const *names, int32_t count)
{
    enum level level = LEVEL_YEAR;
    for (int32_t i = 0; i < count; i++) {
        int32_t year, month, day;
        chart_time_split(chart_time(names[i]), &year, &month, &day);
        if (day != 1)
            return LEVEL_DAY;
        if (month != 1)
            level = LEVEL_MONTH;
    }
    return level;
}

// Which week, month, ... a date is in. Weeks begin on Monday; 1970-01-01 was a Thursday.
static double period(double days, enum level level)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    switch (level) {
    case LEVEL_WEEK:
        return floor((days + 3) / 7);
    case LEVEL_MONTH:
        return year * 12.0 + month;
    case LEVEL_QUARTER:
        return year * 4.0 + (month - 1) / 3;
    case LEVEL_YEAR:
        return year;
    default:
        return days;
    }
}

static const char *upper_text(const hai_block *block, double days, enum level level)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    if (level == LEVEL_YEAR)
        return hai_block_printf(block, "%d年", (int)year);
    if (level >= LEVEL_MONTH)
        return hai_block_printf(block, "%d月", (int)month);
    return hai_block_printf(block, "%d日", (int)day);
}

// NULL where it is the same as at the word before, at `before` (NAN: the first).
static const char *lower_text(const hai_block *block, double days, double before, enum level level)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    bool is_new_year = isnan(before) || period(days, LEVEL_YEAR) != period(before, LEVEL_YEAR);
    if (level == LEVEL_YEAR)
        return NULL;
    if (level >= LEVEL_MONTH)
        return is_new_year ? hai_block_printf(block, "%d年", (int)year) : NULL;
    if (is_new_year)
        return hai_block_printf(block, "%d年%d月", (int)year, (int)month);
    bool is_new_month = period(days, LEVEL_MONTH) != period(before, LEVEL_MONTH);
    return is_new_month ? hai_block_printf(block, "%d月", (int)month) : NULL;
}

static double right_of(const struct word *word)
{
    return word->x + hai_paragraph_size(word->text).width;
}

static struct word place_word(const hai_block *block, const char *text, const char *colour,
                              const struct chart_frame *frame, double centre)
{
    struct word word = {.text = chart_text(block, text, "caption", colour)};
    double width = hai_paragraph_size(word.text).width;
    word.x = fmax(fmin(centre - width / 2, hai_box_right(frame->box) - width), frame->box.x);
    return word;
}

// Words of one row. The first may be of a broken period: it gives way, once, to one that it would
// touch. False where the word has no room.
static bool add_word(struct row *row, struct word word)
{
    bool touches = row->count > 0 && word.x < right_of(&row->words[row->count - 1]) + WORD_GAP;
    if (touches && (row->count > 1 || row->has_given_way))
        return false;
    row->has_given_way = row->has_given_way || touches;
    row->words[touches ? 0 : row->count++] = word;
    return true;
}

// A word for every so many of its periods. False: they do not fit.
static bool plan_level(const hai_block *block, const char *const *names,
                       const struct chart_frame *frame, enum level level, int32_t step,
                       struct dates *dates)
{
    double before = NAN, told = NAN;
    int32_t nth = 0;
    dates->upper.count = dates->lower.count = 0;
    dates->upper.has_given_way = dates->lower.has_given_way = false;
    for (int32_t i = 0; i < frame->x.count; i++) {
        double days = chart_time(names[i]);
        bool is_start = isnan(before) || period(days, level) != period(before, level);
        before = days;
        if (!is_start || nth++ % step != 0)
            continue;
        struct word word =
            place_word(block, upper_text(block, days, level), "weak", frame, chart_x(frame, i));
        if (!add_word(&dates->upper, word)) {
            // Of the last period there may be but a few days.
            bool is_last =
                period(days, level) == period(chart_time(names[frame->x.count - 1]), level);
            return is_last && dates->upper.count > 1;
        }
        const char *lower = lower_text(block, days, told, level);
        told = days;
        if (lower == NULL)
            continue;
        // What does not fit here stands nowhere: it is told at the first word already.
        (void)add_word(&dates->lower, place_word(block, lower, "ink", frame, chart_x(frame, i)));
    }
    return true;
}

// Every so many names, those that fit.
static void plan_names(const hai_block *block, const char *const *names,
                       const struct chart_frame *frame, struct dates *dates)
{
    int32_t count = frame->x.count;
    dates->lower.count = 0;
    for (int32_t step = 1; step <= count; step++) {
        bool fits = true;
        dates->upper.count = 0;
        for (int32_t i = 0; i < count && fits; i += step) {
            struct word word = place_word(block, names[i], "weak", frame, chart_x(frame, i));
            int32_t last = dates->upper.count - 1;
            fits = hai_paragraph_size(word.text).width <= frame->box.width &&
                   (last < 0 || word.x >= right_of(&dates->upper.words[last]) + WORD_GAP);
            if (fits)
                dates->upper.words[dates->upper.count++] = word;
        }
        if (fits)
            break;
        // A name wider than the chart has no room at any step.
        if (dates->upper.count == 0)
            break;
        step += count / 400; // so that thousands of names are not set thousands of times
    }
    dates->dropped = count - dates->upper.count;
}

struct dates *dates_plan(const hai_block *block, const char *const *names,
                         const struct chart_frame *frame)
{
    int32_t count = frame->x.count;
    struct dates *dates = hai_block_alloc(block, sizeof *dates);
    dates->upper.words = hai_block_alloc(block, ((size_t)count + 1) * sizeof(struct word));
    dates->lower.words = hai_block_alloc(block, ((size_t)count + 1) * sizeof(struct word));
    dates->row_height = kit_height(chart_text(block, "0日", "caption", "weak"));
    if (!are_dates(names, count)) {
        plan_names(block, names, frame, dates);
        return dates;
    }
    enum level first = finest(names, count);
    for (enum level level = first; level < LEVEL_COUNT; level++) {
        if (!plan_level(block, names, frame, level, 1, dates))
            continue;
        // One week, or two, say less than some of their days do.
        bool is_few = level == LEVEL_WEEK && level > first && dates->upper.count < LEAST_WORDS;
        for (int32_t step = 2; is_few && step < count; step++)
            if (plan_level(block, names, frame, level - 1, step, dates))
                return dates;
        return dates;
    }
    // Not even years: the first and the last.
    struct word last =
        place_word(block, upper_text(block, chart_time(names[count - 1]), LEVEL_YEAR), "weak",
                   frame, chart_x(frame, count - 1));
    dates->upper.count = 1;
    dates->upper.has_given_way = true;
    (void)add_word(&dates->upper, last);
    return dates;
}

double dates_height(const hai_block *block, const char *const *names, int32_t count)
{
    double row = kit_height(chart_text(block, "0日", "caption", "weak"));
    bool has_lower = are_dates(names, count) && finest(names, count) != LEVEL_YEAR;
    return has_lower ? 2 * row : row;
}

void dates_draw(const hai_block *block, const struct dates *dates, hai_canvas *canvas, double y)
{
    for (int32_t i = 0; i < dates->upper.count; i++)
        hai_canvas_paragraph(canvas, dates->upper.words[i].text, dates->upper.words[i].x, y);
    for (int32_t i = 0; i < dates->lower.count; i++)
        hai_canvas_paragraph(canvas, dates->lower.words[i].text, dates->lower.words[i].x,
                             y + dates->row_height);
    chart_warn_dropped(block, dates->dropped);
}
