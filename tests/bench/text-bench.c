// SPDX-License-Identifier: MIT
//
// How well paragraphs are broken and how fast: the tasks of the Huiji data at 82 widths, by this
// engine in three families and by stock Pango.
//
//     text-bench DATA.json [RESULT.json [WORST]]
//
// A paragraph is a task's title, a colon and its text, with full-width marks, so that both engines
// get the same.
//
// Prints a table; with RESULT.json, the same as JSON; with WORST, so many of the loosest lines of
// each engine. A report, not a test.
#include <glib.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/report.h"
#include "text-bench.h"
#include "text/letters.h"
#include "text/lines.h"

#define SIZE 30.0 // px
enum { LEAST_WIDTH = 180, MOST_WIDTH = 990, WIDTH_STEP = 10, MAX_TEXTS = 64, RUNS = 200 };

struct texts {
    char *texts[MAX_TEXTS];
    int count;
};

// A line to look at.
struct worst {
    double gap, measure;
    const char *text;
    int bytes;
};

// One line of the table.
struct row {
    const char *name;
    int lines;
    int numbers; // parted from their unit, sign or 第, or cut
    int units;   // cut after a power of ten: 亿｜元
    int orphans;
    int tight;                         // lines that squeeze a mark to the last
    GArray *gaps;                      // double; of all lines but last ones
    GArray *worst;                     // struct worst
    double widest;                     // the one gap that grew most
    double shape_us, break_us, fit_us; // for 1,000 characters, the median
};

// --- What counts as a fault: told from the source alone, not by the engine's own rules ---

static bool is_one_of(gunichar c, const char *set)
{
    return g_utf8_strchr(set, -1, c) != NULL;
}

static bool is_han(gunichar c)
{
    return c >= 0x4E00 && c <= 0x9FFF;
}

// Whether the digits that end before `at` are a number and not the tail of a name such as S312.
static bool is_number_before(const char *text, const char *at)
{
    while (at > text && (g_ascii_isdigit(at[-1]) || at[-1] == '.' || at[-1] == ','))
        at--;
    return at == text || !g_ascii_isalpha(at[-1]);
}

static void count_parted(struct row *row, const char *text, size_t at)
{
    const char *place = text + at, *earlier = g_utf8_prev_char(place);
    while (earlier > text && *earlier == ' ')
        earlier = g_utf8_prev_char(earlier);
    gunichar before = g_utf8_get_char(earlier), after = g_utf8_get_char(place);
    bool digit_before = g_unichar_isdigit(before), digit_after = g_unichar_isdigit(after);
    if ((digit_before && (is_han(after) || is_one_of(after, "%‰℃")) &&
         is_number_before(text, g_utf8_next_char(earlier))) ||
        (digit_before && digit_after) || (digit_after && is_one_of(before, "第+-−.￥$")) ||
        (digit_before && after == '.')) {
        row->numbers++;
        return;
    }
    const char *power = earlier;
    while (power > text && is_one_of(g_utf8_get_char(power), "十百千万亿"))
        power = g_utf8_prev_char(power);
    if (power != earlier && g_ascii_isdigit(*power) &&
        is_one_of(after, "元人吨平立公亩次个户条件辆米里千"))
        row->units++;
}

// A last line of one character, its marks not counted.
static bool is_orphan(const char *text, const struct bench_lines *lines)
{
    const struct bench_line *last = &lines->lines[lines->count - 1];
    int letters = 0;
    if (lines->count < 2)
        return false;
    for (const char *at = text + last->from; at < text + last->to; at = g_utf8_next_char(at))
        letters += !g_unichar_ispunct(g_utf8_get_char(at));
    return letters <= 1;
}

static void count_lines(struct row *row, const char *text, double width,
                        const struct bench_lines *lines)
{
    row->lines += lines->count;
    row->orphans += is_orphan(text, lines);
    for (int i = 0; i < lines->count; i++) {
        if (i > 0)
            count_parted(row, text, lines->lines[i].from);
        const struct bench_line *line = &lines->lines[i];
        struct worst worst = {line->widest, width / SIZE, text + line->from,
                              (int)(line->to - line->from)};
        g_array_append_val(row->worst, worst);
        row->tight += line->is_tight;
        row->widest = fmax(row->widest, line->widest);
        if (!line->is_last)
            g_array_append_val(row->gaps, line->gap);
    }
}

// --- This engine ---

static struct setting make_setting(double width)
{
    return (struct setting){.measure = width / SIZE, .mode = LINE_JUSTIFY};
}

// How far the gaps of a line opened.
static void find_gaps(const struct atoms *atoms, const struct line *line, const double *gaps,
                      struct bench_line *result)
{
    double slack = 0;
    for (int i = line->from + 1; i < line->to && !line->is_last; i++) {
        double grown = gaps[i - line->from] - atoms->gaps[i].natural;
        slack += grown;
        result->widest = fmax(result->widest, grown);
    }
    if (slack > 0)
        result->gap = slack / (line->to - line->from - 1);
}

// Whether the last tier of shrinking was used: commas under 3/4 em, mixed gaps under 1/8.
static bool is_tight(const struct atoms *atoms, const struct line *line, const double *gaps)
{
    for (int i = line->from + 1; i < line->to; i++) {
        const struct gap *gap = &atoms->gaps[i];
        double least = gap->natural;
        for (int tier = 0; tier < SHRINK_TIERS - 1; tier++)
            least -= gap->shrink[tier];
        if (gaps[i - line->from] < least - 1e-6)
            return true;
    }
    return false;
}

static void break_text(const struct atoms *atoms, double width, struct bench_lines *result)
{
    struct setting setting = make_setting(width);
    struct lines lines = lines_break(atoms, &setting);
    double *gaps = g_new0(double, (gsize)atoms->count + 1);
    result->count = 0;
    for (int i = 0; i < lines.count && i < MAX_BENCH_LINES; i++) {
        struct line *line = &lines.lines[i];
        line_fit(atoms, &setting, line, gaps);
        struct bench_line *at = &result->lines[result->count++];
        *at = (struct bench_line){.from = atoms->atoms[line->from].from,
                                  .to = atoms->atoms[line->to - 1].to,
                                  .is_last = line->is_last,
                                  .is_tight = is_tight(atoms, line, gaps)};
        find_gaps(atoms, line, gaps, at);
    }
    g_free(gaps);
    lines_free(&lines);
}

static void run_own(struct row *row, struct fonts *fonts, const struct texts *texts,
                    const char *role)
{
    struct shaper *shaper = shaper_new(fonts);
    struct arena *arena = arena_new();
    struct bench_lines *lines = g_new(struct bench_lines, 1);
    for (int i = 0; i < texts->count; i++) {
        const struct atoms *atoms = atoms_new(arena, shaper, texts->texts[i],
                                              &(struct shaping){.role = role, .weight = 400});
        for (int width = LEAST_WIDTH; width <= MOST_WIDTH; width += WIDTH_STEP) {
            break_text(atoms, width, lines);
            count_lines(row, texts->texts[i], width, lines);
        }
    }
    g_free(lines);
    arena_free(arena);
    shaper_free(shaper);
}

static void run_stock(struct row *row, const struct texts *texts, const char *family)
{
    struct stock *stock = stock_new(family, SIZE);
    struct bench_lines *lines = g_new(struct bench_lines, 1);
    for (int i = 0; i < texts->count; i++) {
        for (int width = LEAST_WIDTH; width <= MOST_WIDTH; width += WIDTH_STEP) {
            stock_break(stock, texts->texts[i], width, lines);
            count_lines(row, texts->texts[i], width, lines);
        }
    }
    g_free(lines);
    stock_free(stock);
}

// --- Time ---

static double now_us(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int compare_numbers(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static double find_share(const double *sorted, guint count, double share)
{
    return count == 0 ? 0 : sorted[(guint)((double)(count - 1) * share)];
}

// All texts once, nothing kept from the run before but the fonts: at 18 em.
static void time_once(struct fonts *fonts, const struct texts *texts, const char *role,
                      double times[3])
{
    struct setting setting = make_setting(540);
    struct shaper *shaper = shaper_new(fonts);
    struct arena *arena = arena_new();
    times[0] = times[1] = times[2] = 0;
    for (int i = 0; i < texts->count; i++) {
        double start = now_us();
        const struct atoms *atoms = atoms_new(arena, shaper, texts->texts[i],
                                              &(struct shaping){.role = role, .weight = 400});
        double shaped = now_us();
        struct lines lines = lines_break(atoms, &setting);
        double broken = now_us();
        double *gaps = g_new0(double, (gsize)atoms->count + 1);
        for (int k = 0; k < lines.count; k++)
            line_fit(atoms, &setting, &lines.lines[k], gaps);
        g_free(gaps);
        times[0] += shaped - start;
        times[1] += broken - shaped;
        times[2] += now_us() - broken;
        lines_free(&lines);
    }
    arena_free(arena);
    shaper_free(shaper);
}

static void time_own(struct row *row, struct fonts *fonts, const struct texts *texts,
                     const char *role)
{
    double times[3][RUNS];
    long characters = 0;
    for (int i = 0; i < texts->count; i++)
        characters += g_utf8_strlen(texts->texts[i], -1);
    for (int i = 0; i < RUNS; i++) {
        double once[3];
        time_once(fonts, texts, role, once);
        for (int k = 0; k < 3; k++)
            times[k][i] = once[k] * 1000 / (double)characters;
    }
    double *medians[3] = {&row->shape_us, &row->break_us, &row->fit_us};
    for (int k = 0; k < 3; k++) {
        qsort(times[k], RUNS, sizeof(double), compare_numbers);
        *medians[k] = times[k][RUNS / 2];
    }
}

// --- Report ---

static int count_over(const GArray *gaps, double limit)
{
    int count = 0;
    for (guint i = 0; i < gaps->len; i++)
        count += g_array_index(gaps, double, i) > limit;
    return count;
}

static json_t *report_row(struct row *row)
{
    const double *gaps = (const double *)(const void *)row->gaps->data;
    guint count = row->gaps->len;
    qsort(row->gaps->data, count, sizeof(double), compare_numbers);
    double p50 = find_share(gaps, count, 0.5), p90 = find_share(gaps, count, 0.9);
    double p99 = find_share(gaps, count, 0.99), most = find_share(gaps, count, 1);
    int wide = count_over(row->gaps, 0.1), wider = count_over(row->gaps, 0.2);
    double us = row->shape_us + row->break_us + row->fit_us;
    printf("%-12s %6d %8d %6d %8d %6d %6d %6.3f %6.3f %6.3f %6.3f %6.3f %6d", row->name, row->lines,
           row->numbers, row->units, row->orphans, wide, wider, p50, p90, p99, most, row->widest,
           row->tight);
    if (us > 0)
        printf(" %6.0f %6.0f %6.0f %6.0f", row->shape_us, row->break_us, row->fit_us, us);
    printf("\n");
    return json_pack(
        "{s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:i, s:f}",
        "engine", row->name, "lines", row->lines, "numbers_parted", row->numbers, "units_parted",
        row->units, "orphans", row->orphans, "gaps_over_0.10", wide, "gaps_over_0.20", wider,
        "gap_p50_em", p50, "gap_p90_em", p90, "gap_p99_em", p99, "gap_max_em", most,
        "shape_us_per_1000", row->shape_us, "break_us_per_1000", row->break_us, "fit_us_per_1000",
        row->fit_us, "tight_lines", row->tight, "gap_widest_em", row->widest);
}

// The text as it is set, in UTF-8.
static char *normalise(const char *text)
{
    uint32_t count;
    struct letter *letters = letters_read(text, (uint32_t)strlen(text), true, NULL, &count);
    GString *result = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_unichar(result, letters[i].character);
    g_free(letters);
    return g_string_free(result, FALSE);
}

static int read_texts(json_t *data, struct texts *texts)
{
    size_t at;
    json_t *task;
    json_array_foreach(json_object_get(data, "tasks"), at, task)
    {
        const char *title = json_string_value(json_object_get(task, "title"));
        const char *text = json_string_value(json_object_get(task, "text"));
        if (!title || !text || texts->count == MAX_TEXTS)
            continue;
        GString *whole = g_string_new(NULL);
        g_string_printf(whole, "%s：%s", title, text);
        g_string_replace(whole, "\n", "", 0);
        texts->texts[texts->count++] = normalise(whole->str);
        g_string_free(whole, TRUE);
    }
    return texts->count;
}

static int compare_worst(gconstpointer one, gconstpointer other)
{
    const struct worst *a = one, *b = other;
    return (a->gap < b->gap) - (a->gap > b->gap);
}

static void print_worst(struct row *row, guint count)
{
    g_array_sort(row->worst, compare_worst);
    for (guint i = 0; i < MIN(count, row->worst->len); i++) {
        const struct worst *worst = &g_array_index(row->worst, struct worst, i);
        printf("  %.3f at %5.2f em: %.*s\n", worst->gap, worst->measure, worst->bytes, worst->text);
    }
}

// Each engine in turn; the table goes to standard output.
static json_t *compare(struct fonts *fonts, const struct texts *texts, guint worst)
{
    static const char *const roles[] = {"sans", "serif", "kai"};
    static const char *const families[] = {"Noto Sans CJK SC", "Noto Serif CJK SC", "LXGW WenKai"};
    static const char *const stocks[] = {"Pango sans", "Pango serif", "Pango kai"};
    json_t *rows = json_array();
    printf("%d paragraphs at %d widths, %d to %d px, %g px an em\n", texts->count,
           (MOST_WIDTH - LEAST_WIDTH) / WIDTH_STEP + 1, LEAST_WIDTH, MOST_WIDTH, SIZE);
    printf("%-12s %6s %8s %6s %8s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s %6s\n", "", "lines",
           "num|unit", "un|it", "orphans", ">.10em", ">.20em", "p50", "p90", "p99", "max", "widest",
           "tight", "shape", "break", "fit", "us/1000");
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(roles); i++) {
        size_t family = i / 2;
        bool own = i % 2 == 0;
        struct row row = {.name = own ? roles[family] : stocks[family],
                          .gaps = g_array_new(FALSE, FALSE, sizeof(double)),
                          .worst = g_array_new(FALSE, FALSE, sizeof(struct worst))};
        if (own) {
            run_own(&row, fonts, texts, roles[family]);
            time_own(&row, fonts, texts, roles[family]);
        } else {
            run_stock(&row, texts, families[family]);
        }
        json_array_append_new(rows, report_row(&row));
        print_worst(&row, worst);
        g_array_free(row.gaps, TRUE);
        g_array_free(row.worst, TRUE);
    }
    return rows;
}

int main(int argc, char **argv)
{
    int code = 1;
    struct texts texts = {0};
    json_t *data = NULL, *rows = NULL;
    struct fonts *fonts = NULL;
    struct report *report = report_new();
    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: %s DATA.json [RESULT.json [WORST]]\n", argv[0]);
        code = 64;
        goto done;
    }
    json_error_t error;
    data = json_load_file(argv[1], 0, &error);
    if (!data || read_texts(data, &texts) == 0) {
        fprintf(stderr, "%s: %s\n", argv[1], data ? "no tasks with a text" : error.text);
        goto done;
    }
    fonts = fonts_open(report);
    if (!fonts) {
        report_print(report, stderr, false);
        goto done;
    }
    rows = compare(fonts, &texts, argc == 4 ? (guint)strtoul(argv[3], NULL, 10) : 0);
    code = 0;
    if (argc > 2 && json_dump_file(rows, argv[2], JSON_INDENT(1)) != 0) {
        perror(argv[2]);
        code = 1;
    }
done:
    for (int i = 0; i < texts.count; i++)
        g_free(texts.texts[i]);
    json_decref(rows);
    json_decref(data);
    if (fonts)
        fonts_close(fonts);
    report_free(report);
    return code;
}
