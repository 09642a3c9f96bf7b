// SPDX-License-Identifier: MIT
#include "batch/progress.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_MICROS (G_USEC_PER_SEC / 10)
#define JSON_MICROS G_USEC_PER_SEC

void progress_begin(struct progress *progress, enum progress_form form, uint64_t total)
{
    if (form == PROGRESS_AUTO)
        form = isatty(STDERR_FILENO) == 1 ? PROGRESS_BAR : PROGRESS_NONE;
    *progress = (struct progress){.form = form, .total = total, .begun = g_get_monotonic_time()};
}

static int find_width(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

static void append_time(GString *text, double seconds)
{
    int left = (int)(seconds + 0.5);
    if (left >= 3600)
        g_string_append_printf(text, "%d h %02d min", left / 3600, left / 60 % 60);
    else if (left >= 60)
        g_string_append_printf(text, "%d min %02d s", left / 60, left % 60);
    else
        g_string_append_printf(text, "%d s", left);
}

static void show_bar(struct progress *progress, uint64_t done, double rate, double left)
{
    enum { MOST = 40, LEAST = 10 };
    GString *words = g_string_new(NULL);
    g_string_append_printf(words, " %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ", %.0f a second",
                           done, progress->total, rate);
    if (done < progress->total && rate > 0) {
        g_string_append(words, ", ");
        append_time(words, left);
        g_string_append(words, " left");
    }
    if (progress->failed > 0)
        g_string_append_printf(words, ", %" G_GUINT64_FORMAT " failed", progress->failed);
    int room = find_width() - (int)words->len - 1, length = CLAMP(room, 0, MOST);
    GString *line = g_string_new("\r\033[K");
    if (length >= LEAST) {
        uint64_t full = progress->total > 0 ? done * (uint64_t)length / progress->total : 0;
        for (int i = 0; i < length; i++)
            g_string_append(line, (uint64_t)i < full ? "█" : "░");
    }
    g_string_append(line, words->str);
    fputs(line->str, stderr);
    (void)fflush(stderr);
    progress->is_shown = true;
    g_string_free(line, TRUE);
    g_string_free(words, TRUE);
}

static void print_json(const struct progress *progress, double rate, double left)
{
    fprintf(stderr,
            "{\"total\": %" G_GUINT64_FORMAT ", \"drawn\": %" G_GUINT64_FORMAT
            ", \"failed\": %" G_GUINT64_FORMAT ", \"skipped\": %" G_GUINT64_FORMAT
            ", \"rate\": %.1f, \"seconds_left\": %.1f}\n",
            progress->total, progress->drawn, progress->failed, progress->skipped, rate, left);
    (void)fflush(stderr);
}

void progress_tell(struct progress *progress, bool must)
{
    gint64 now = g_get_monotonic_time();
    gint64 pause = progress->form == PROGRESS_JSON ? JSON_MICROS : BAR_MICROS;
    if (progress->form == PROGRESS_NONE || (!must && now - progress->told < pause))
        return;
    progress->told = now;
    double seconds = (double)(now - progress->begun) / G_USEC_PER_SEC;
    uint64_t drawn = progress->drawn + progress->failed, done = drawn + progress->skipped;
    double rate = seconds > 0 ? (double)drawn / seconds : 0;
    double left = rate > 0 ? (double)(progress->total - done) / rate : 0;
    if (progress->form == PROGRESS_JSON)
        print_json(progress, rate, left);
    else
        show_bar(progress, done, rate, left);
}

void progress_clear(struct progress *progress)
{
    if (!progress->is_shown)
        return;
    fputs("\r\033[K", stderr);
    progress->is_shown = false;
}
