/* Many readers who come when they come: a plan of requests asked of one port of loopback.
 *
 * many_readers PORT LINES PLAN ADDRESSES ASSETS RESULTS
 *
 * PLAN is an array of `struct asked`, in order of time. ADDRESSES has one address a line; the last
 * ASSETS of them are styles and scripts, which a first visit to a page asks for once it has the
 * page. Requests go over at most LINES connections that stay open. RESULTS becomes an array of
 * `struct answered`. A time counts from when a request was due, so that a server which stalls, or a
 * generator which is late, can't hide it. In C, since it shares the machine with what it measures.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum kind { PAGE, FIRST_VISIT, AGAIN, HIT, ASSET };
enum { HEAD_SIZE = 16384, TAG_SIZE = 96, ALL_AT_ONCE = 256 };
static const double PATIENCE = 30.0;
/* Nanoseconds between two looks at the wires, since each look costs; that counts as lateness. */
static const long TICK = 1000000;

struct asked {
    double due;
    uint32_t address, kind, visitor, tried;
};

struct answered {
    double due;
    float milliseconds, late;
    uint32_t status, kind;
};

struct line {
    int wire, busy, got_head, chunked, status;
    long long left;
    size_t head_length;
    char head[HEAD_SIZE + 1], tail[5];
    struct asked asked;
    float late;
};

static struct asked *plan, *waiting;
static size_t planned, next_planned, waiting_size, waiting_first, waiting_count;
static struct answered *results;
static size_t results_size, results_count;
static char **addresses, *text, (*tags)[TAG_SIZE];
static size_t address_count, asset_count;
static struct line *lines, **idle;
static int most_lines, open_lines, idle_count, epoll, port;
static unsigned long resets;
static double began;

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec + at.tv_nsec / 1e9 - began;
}

static void *need(void *memory) {
    if (!memory) {
        perror("many_readers");
        exit(1);
    }
    return memory;
}

static char *contents(const char *path, size_t *size) {
    FILE *file = need(fopen(path, "rb"));
    fseek(file, 0, SEEK_END);
    *size = ftell(file);
    rewind(file);
    char *found = need(malloc(*size + 1));
    if (fread(found, 1, *size, file) != *size) need(NULL);
    found[*size] = 0;
    fclose(file);
    return found;
}

static void let_wait(struct asked asked, int first) {
    if (waiting_count == waiting_size) {
        size_t size = waiting_size ? waiting_size * 2 : 1024;
        struct asked *larger = need(malloc(size * sizeof *larger));
        for (size_t i = 0; i < waiting_count; i++)
            larger[i] = waiting[(waiting_first + i) % waiting_size];
        free(waiting);
        waiting = larger, waiting_size = size, waiting_first = 0;
    }
    if (first) {
        waiting_first = (waiting_first + waiting_size - 1) % waiting_size;
        waiting[waiting_first] = asked;
    } else {
        waiting[(waiting_first + waiting_count) % waiting_size] = asked;
    }
    waiting_count++;
}

static void note(const struct asked *asked, float late, int status) {
    if (results_count == results_size) {
        results_size = results_size ? results_size * 2 : 1 << 16;
        results = need(realloc(results, results_size * sizeof *results));
    }
    double at = now();
    results[results_count++] = (struct answered){
        asked->due, (float)((at - asked->due) * 1000), late, (uint32_t)status, asked->kind};
    if (asked->kind != FIRST_VISIT || status != 200) return;
    for (size_t i = 0; i < asset_count; i++)
        let_wait((struct asked){at, address_count - asset_count + i, ASSET, asked->visitor, 0}, 0);
}

static void shut(struct line *line) {
    close(line->wire);
    line->wire = -1;
    open_lines--;
}

/* The server ended the connection: a browser asks again on another, once. */
static void broken(struct line *line) {
    shut(line);
    if (!line->busy) {
        for (int i = 0; i < idle_count; i++)
            if (idle[i] == line) idle[i] = idle[--idle_count];
        return;
    }
    line->busy = 0;
    if (line->head_length || line->asked.tried) {
        note(&line->asked, line->late, 0);
        return;
    }
    resets++;
    line->asked.tried = 1;
    let_wait(line->asked, 1);
}

static struct line *opened(void) {
    struct line *line = lines;
    while (line->wire >= 0) line++;
    struct sockaddr_in where = {.sin_family = AF_INET, .sin_port = htons(port)};
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    line->wire = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (line->wire < 0 || connect(line->wire, (struct sockaddr *)&where, sizeof where)) {
        if (line->wire >= 0) close(line->wire);
        line->wire = -1;
        return NULL;
    }
    int yes = 1;
    setsockopt(line->wire, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    fcntl(line->wire, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};
    epoll_ctl(epoll, EPOLL_CTL_ADD, line->wire, &event);
    open_lines++;
    return line;
}

/* Send the request that waits longest, if a connection is free or may be opened. */
static int ask(void) {
    struct line *line;
    struct asked asked = waiting[waiting_first];
    if (idle_count) {
        line = idle[--idle_count];
    } else if (open_lines < most_lines) {
        line = opened();
        if (!line) {
            waiting_first = (waiting_first + 1) % waiting_size, waiting_count--;
            note(&asked, 0, 0);
            return 1;
        }
    } else {
        return 0;
    }
    waiting_first = (waiting_first + 1) % waiting_size, waiting_count--;
    line->asked = asked, line->busy = 1, line->got_head = 0, line->head_length = 0;
    line->late = (float)((now() - asked.due) * 1000);
    char request[4096], condition[TAG_SIZE + 32] = "";
    if (asked.kind == AGAIN && tags[asked.address][0])
        snprintf(condition, sizeof condition, "If-None-Match: %s\r\n", tags[asked.address]);
    int size = snprintf(
        request, sizeof request,
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: Mozilla/5.0 (reader)\r\n"
        "X-Forwarded-For: 10.%u.%u.%u\r\nAccept-Encoding: gzip\r\n%s%s\r\n",
        asked.kind == HIT ? "POST" : "GET", addresses[asked.address], port,
        asked.visitor >> 16 & 255, asked.visitor >> 8 & 255, asked.visitor & 255, condition,
        asked.kind == HIT ? "Content-Length: 0\r\n" : "");
    if (write(line->wire, request, size) != size) broken(line);
    return 1;
}

static char *header(struct line *line, const char *name) {
    size_t size = strlen(name);
    for (char *at = strstr(line->head, "\r\n"); at; at = strstr(at + 2, "\r\n"))
        if (!strncasecmp(at + 2, name, size) && at[2 + size] == ':') {
            for (at += 3 + size; *at == ' '; at++) {}
            return at;
        }
    return NULL;
}

/* Read the head of an answer; how many of the bytes at hand belong to the body, or -1: not yet. */
static ssize_t read_head(struct line *line) {
    line->head[line->head_length] = 0;
    char *end = strstr(line->head, "\r\n\r\n"), *found;
    if (!end) return -1;
    end[2] = 0;
    line->got_head = 1;
    line->status = atoi(line->head + 9);
    line->chunked = 0;
    line->left = 0;
    if (line->status != 304 && line->status != 204) {
        if ((found = header(line, "content-length"))) line->left = atoll(found);
        else line->chunked = header(line, "transfer-encoding") != NULL;
    }
    if (line->asked.kind <= AGAIN && (found = header(line, "etag"))) {
        char *tag = tags[line->asked.address];
        size_t size = strcspn(found, "\r");
        if (size < TAG_SIZE) memcpy(tag, found, size), tag[size] = 0;
    }
    memset(line->tail, 0, sizeof line->tail);
    return line->head + line->head_length - (end + 4);
}

static void keep_tail(struct line *line, const char *data, size_t size) {
    if (size >= 5) {
        memcpy(line->tail, data + size - 5, 5);
        return;
    }
    memmove(line->tail, line->tail + size, 5 - size);
    memcpy(line->tail + 5 - size, data, size);
}

static void hear(struct line *line) {
    static char body[1 << 18];
    char *into = line->got_head ? body : line->head + line->head_length;
    size_t room = line->got_head ? sizeof body : HEAD_SIZE - line->head_length;
    ssize_t size = read(line->wire, into, room);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size <= 0 || !line->busy) {
        broken(line);
        return;
    }
    if (!line->got_head) {
        line->head_length += size;
        if ((size = read_head(line)) < 0) {
            if (line->head_length == HEAD_SIZE) broken(line);
            return;
        }
        into = line->head + line->head_length - size;
    }
    if (line->chunked) keep_tail(line, into, size);
    line->left -= size;
    if (line->chunked ? memcmp(line->tail, "0\r\n\r\n", 5) : line->left > 0) return;
    line->busy = 0;
    idle[idle_count++] = line;
    note(&line->asked, line->late, line->status);
}

static void run(void) {
    struct epoll_event ready[ALL_AT_ONCE];
    double last = planned ? plan[planned - 1].due : 0;
    for (;;) {
        double at = now();
        while (next_planned < planned && plan[next_planned].due <= at)
            let_wait(plan[next_planned++], 0);
        while (waiting_count && ask()) {}
        int over = next_planned == planned;
        if (over && !waiting_count && open_lines == idle_count) return;
        if (over && at > last + PATIENCE) break;
        struct timespec tick = {0, TICK};
        nanosleep(&tick, NULL);
        int count = epoll_wait(epoll, ready, ALL_AT_ONCE, 0);
        for (int i = 0; i < count; i++) hear(ready[i].data.ptr);
    }
    while (waiting_count) {
        note(&waiting[waiting_first], 0, 0);
        waiting_first = (waiting_first + 1) % waiting_size, waiting_count--;
    }
    for (int i = 0; i < most_lines; i++)
        if (lines[i].wire >= 0 && lines[i].busy) note(&lines[i].asked, lines[i].late, 0);
}

int main(int count, char **words) {
    if (count != 7) {
        fprintf(stderr, "many_readers PORT LINES PLAN ADDRESSES ASSETS RESULTS\n");
        return 2;
    }
    size_t size;
    port = atoi(words[1]), most_lines = atoi(words[2]), asset_count = atoi(words[5]);
    plan = (struct asked *)contents(words[3], &size);
    planned = size / sizeof *plan;
    text = contents(words[4], &size);
    for (size_t i = 0; i < size; i++) address_count += text[i] == '\n';
    addresses = need(calloc(address_count + 1, sizeof *addresses));
    tags = need(calloc(address_count + 1, sizeof *tags));
    char *rest = text;
    for (size_t i = 0; i < address_count; i++) addresses[i] = strsep(&rest, "\n");
    lines = need(calloc(most_lines, sizeof *lines));
    idle = need(calloc(most_lines, sizeof *idle));
    for (int i = 0; i < most_lines; i++) lines[i].wire = -1;
    epoll = epoll_create1(EPOLL_CLOEXEC);
    began = now();
    run();
    FILE *file = need(fopen(words[6], "wb"));
    if (fwrite(results, sizeof *results, results_count, file) != results_count || fclose(file))
        need(NULL);
    printf("%lu\n", resets);
    return 0;
}
