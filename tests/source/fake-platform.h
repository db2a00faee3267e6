/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-source.h"

G_BEGIN_DECLS

/* A platform in this process that can be made to misbehave. Main thread only. */
typedef struct _FakePlatform FakePlatform;

/* Answers @message instead of the platform, or returns FALSE. */
typedef gboolean (*FakeFault) (FakePlatform *self, SoupServerMessage *message, gpointer user_data);

FakePlatform *fake_platform_new (void);
void          fake_platform_free (FakePlatform *self);
const char   *fake_platform_get_url (FakePlatform *self);
void          fake_platform_go_away (FakePlatform *self);
void          fake_platform_come_back (FakePlatform *self);

/* Changes every figure: @n is the number of cases of today, of the boards and so on. */
void fake_platform_set_figure (FakePlatform *self, gint64 n);
void fake_platform_set_token (FakePlatform *self, const char *token);
void fake_platform_set_simulated (FakePlatform *self, gboolean is_simulated);
/* Offers /stream: what is told goes to all who listen, as it is. */
void        fake_platform_set_stream (FakePlatform *self, gboolean has_stream);
guint       fake_platform_get_n_listeners (FakePlatform *self);
void        fake_platform_tell (FakePlatform *self, const char *text);
void        fake_platform_end_streams (FakePlatform *self);
const char *fake_platform_get_last_event_id (FakePlatform *self); /* NULL: none was sent */
void        fake_platform_set_fault (FakePlatform *self, FakeFault fault, gpointer user_data);
guint       fake_platform_count (FakePlatform *self, const char *path);
guint       fake_platform_count_all (FakePlatform *self);
guint       fake_platform_get_max_at_once (FakePlatform *self);
void        fake_platform_forget_counts (FakePlatform *self);
gint64      fake_platform_get_as_of (void);
char       *fake_platform_make_body (FakePlatform *self, const char *path, GHashTable *query);

/* Runs the main loop until @is_so, or ends the test after a minute. */
typedef gboolean (*Condition) (gpointer user_data);
void await (Condition is_so, gpointer user_data, const char *what);

/* Runs the main loop so long: only where something must not happen. */
void let_pass (guint ms);

/* What a source told. */
typedef struct
{
  ZhihuiSource    *source; /* borrowed */
  guint            n_told;
  ZhihuiSituation *last; /* owned, nullable */
} Listener;

Listener *listener_new (ZhihuiSource *source);
void      listener_free (Listener *self);
void      await_settled (Listener *self);
void      await_told (Listener *self, guint n_more);

/* The source has started and settled. */
Listener *begin_reading (gpointer source, const ZhihuiWants *wants);
void      end_reading (gpointer source, Listener *listener); /* stops and frees both */

/* The whole answer. */
void respond (SoupServerMessage *message, guint status, const char *type, const char *body);
/* Answers on the loopback from here on; 0 chooses a free port. Returns the port. */
guint16 listen_on_loopback (SoupServer *server, guint16 port);

gint64 seconds (gint64 n); /* in microseconds */
char  *make_folder (void);
void   remove_folder (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakePlatform, fake_platform_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

G_END_DECLS
