// SPDX-License-Identifier: MIT
#include "text/span.h"

#include <glib.h>
#include <string.h>

#include "spec/markup.h"

#define SCALE_LARGE 1.5f
#define SCALE_SMALL 0.75f

static const char *const words[] = {"bold", "regular", "large", "small",  "keep", "dots",
                                    "name", "book",    "ruby",  "zhuyin", NULL};

// All that may end the words of a span.
static const char ends[] = "|\x02\n";

const char *const *span_words(void)
{
    return words;
}

static bool is_word(const char *text, size_t bytes, const char *word)
{
    return strlen(word) == bytes && strncmp(text, word, bytes) == 0;
}

static size_t word_bytes(const char *text)
{
    return strcspn(text, " |\x02\n");
}

size_t span_word_bytes(const char *text)
{
    size_t bytes = word_bytes(text);
    for (size_t i = 0; words[i]; i++) {
        if (!is_word(text, bytes, words[i]))
            continue;
        bool takes_text = strcmp(words[i], "ruby") == 0 || strcmp(words[i], "zhuyin") == 0;
        if (!takes_text)
            return bytes;
        size_t end = strcspn(text, ends);
        return strspn(text + bytes, " ") + bytes < end ? end : MARKUP_NEEDS_TEXT;
    }
    return 0;
}

static void read_word(struct span *span, uint16_t id, const char *text, size_t bytes)
{
    if (is_word(text, bytes, "bold"))
        span->is_bold = true;
    else if (is_word(text, bytes, "regular"))
        span->is_regular = true;
    else if (is_word(text, bytes, "large"))
        span->scale = SCALE_LARGE;
    else if (is_word(text, bytes, "small"))
        span->scale = SCALE_SMALL;
    else if (is_word(text, bytes, "dots"))
        span->has_dots = true;
    else if (is_word(text, bytes, "keep"))
        span->keep_id = id;
    else {
        span->line = is_word(text, bytes, "name") ? SPAN_NAME : SPAN_BOOK;
        span->line_id = id;
    }
}

static void read_ruby(struct span *span, uint16_t id, const char *text, size_t word, size_t bytes)
{
    size_t skip = word + strspn(text + word, " ");
    span->ruby = is_word(text, word, "ruby") ? SPAN_RUBY : SPAN_ZHUYIN;
    span->ruby_id = id;
    span->ruby_text = (struct span_word){text + skip, skip < bytes ? (uint32_t)(bytes - skip) : 0};
}

uint16_t span_add(struct span_list *list, uint16_t outer, const char *text)
{
    if (list->spans->len > SPAN_MAX)
        return outer;
    uint16_t id = (uint16_t)list->spans->len;
    struct span span = g_array_index(list->spans, struct span, outer);
    while (*(text += strspn(text, " ")) && !strchr(ends, *text)) {
        size_t word = word_bytes(text), taken = span_word_bytes(text);
        if (taken == MARKUP_NEEDS_TEXT)
            taken = word; // not from a spec: those are checked
        else if (taken > word)
            read_ruby(&span, id, text, word, taken);
        else if (taken > 0)
            read_word(&span, id, text, word);
        else if (list->is_role(list->data, text, word))
            span.role = (struct span_word){text, (uint32_t)word};
        else
            span.colour = (struct span_word){text, (uint32_t)word};
        text += MAX(taken, word);
    }
    g_array_append_val(list->spans, span);
    return id;
}
