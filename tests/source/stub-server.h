/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "fake-platform.h"

G_BEGIN_DECLS

/* A foreign platform in this process. Main thread only. */
typedef struct _StubServer StubServer;

typedef void (*StubHandler) (StubServer        *self,
                             SoupServerMessage *message,
                             GHashTable        *query,
                             gpointer           user_data);

StubServer *stub_server_new (StubHandler handler, gpointer user_data);
void        stub_server_free (StubServer *self);
const char *stub_server_get_url (StubServer *self);             /* without a slash at its end */
guint       stub_server_count (StubServer *self);               /* requests so far */
const char *stub_server_get_target (StubServer *self, guint i); /* path and query of one */
const char *stub_server_get_header (StubServer *self, guint i, const char *name);

void stub_answer_file (SoupServerMessage *message, const char *type, const char *path);

/* A profile with @base put in for "{base}", read from @text; its source has started and settled. */
typedef struct
{
  char         *folder; /* owned */
  ZhihuiSource *source; /* owned */
  Listener     *listener;
} Attached;

Attached *attach (const char *text, const char *base, const char *token);
void      attach_again (Attached *self); /* another source, of the same kept figures */
void      detach (Attached *self);
char     *read_ready_profile (const char *name); /* of data/profiles, {base} put in */
char     *find_shared (const char *path);        /* NULL where ../shared is absent */

/* One body for every request: the handler's data. */
typedef struct
{
  guint       status;
  const char *type, *body;
} Fixed;
void
answer_fixed (StubServer *self, SoupServerMessage *message, GHashTable *query, gpointer user_data);

#define HEAD                                                                                       \
  "[source]\nbase={base}\ntime_zone=Asia/Shanghai\nas_of=2026-06-15T12:00:00+08:00\npeer=p\n"
#define CASES                                                                                      \
  HEAD "[resource cases]\npath=/cases\nid=id\nunit=unit\nopened=opened\nclosed=closed\nrows=$\n"

/* What the source says. */
ZhihuiRanking       *get_board (Attached *self, ZhihuiBoard board, const char *peer);
const ZhihuiScore   *find_score (ZhihuiRanking *ranking, const char *unit); /* ranked or not */
ZhihuiSummary       *get_summary (Attached *self);
const ZhihuiReceipt *get_receipt (Attached *self);
gboolean             reports (Attached *self, const char *pattern); /* some line of some resource */
gint64               count_rows (Attached *self);                   /* of the first resource */
guint                get_number (GHashTable *query, const char *name, guint otherwise);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StubServer, stub_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Attached, detach)

G_END_DECLS
