// SPDX-License-Identifier: MIT
#include "text/span.h"

#include <glib.h>
#include <string.h>

#include "spec/markup.h"

#define SCALE_LARGE 1.5f
#define SCALE_SMALL 0.75f
#define SCALE_MOST 4.0f // of spans within spans
#define SCALE_LEAST 0.25f

static const struct span_help helps[] = {
    {"bold", "{bold|重点}", "粗体,同 **重点**", "Bold, as **重点** is"},
    {"regular", "{regular|亿元}", "常规字重", "Regular weight, inside bold text"},
    {"large", "{large|306.8}亿元", "一倍半字号", "Half as large again"},
    {"small", "306.8{small|亿元}", "四分之三字号", "Three quarters of the size"},
    {"keep", "{keep|大河村遗址}", "其中不断行", "No line ends inside"},
    {"dots", "{dots|必须}完成", "着重号", "Emphasis dots"},
    {"name", "{name|郑州市}{name|惠济区}", "专名号", "Proper-name lines"},
    {"book", "{book|黄河赋}", "书名号(波浪线)", "Book-title lines"},
    {"ruby", "{ruby huì jì|惠济}", "注音:逐字或整词",
     "A reading above each character, or above all"},
    {"zhuyin", "{zhuyin ㄏㄨㄟˋ ㄐㄧˋ|惠濟}", "注音符号,在字右", "Zhuyin beside each character"},
};

// All that may end the words of a span.
static const char ends[] = "|\x02\n";

const struct span_help *span_help(size_t index)
{
    return index < G_N_ELEMENTS(helps) ? &helps[index] : NULL;
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
    for (size_t i = 0; i < G_N_ELEMENTS(helps); i++) {
        const char *word = helps[i].word;
        if (!is_word(text, bytes, word))
            continue;
        bool takes_text = strcmp(word, "ruby") == 0 || strcmp(word, "zhuyin") == 0;
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
        span->scale = MIN(span->scale * SCALE_LARGE, SCALE_MOST);
    else if (is_word(text, bytes, "small"))
        span->scale = MAX(span->scale * SCALE_SMALL, SCALE_LEAST);
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
