/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-feed-park.h"
#include "zhihui-feed.h"
#include "zhihui-hearer.h"
#include "zhihui-http-source.h"
#include "zhihui-last-good.h"
#include "zhihui-remote-clock.h"
#include "zhihui-trust.h"

G_BEGIN_DECLS

/* zhihui-http-source.c: what is wanted; zhihui-http-poller.c: what is asked when;
 * zhihui-http-hearing.c: what the platform says by itself; zhihui-http-teller.c: what is told when;
 * zhihui-http-keeper.c: what is kept on disk; zhihui-http-clocks.c: what time it is. */
struct _ZhihuiHttpSource
{
  GObject parent_instance;

  char         *base;           /* owned: without a slash at its end */
  char         *name;           /* owned: for people */
  char         *key;            /* owned: for the kept answers */
  ZhihuiTrust  *trust;          /* owned: whom it believes, where its token is */
  ZhihuiSecret *token;          /* owned, nullable */
  char         *token_fault;    /* owned, nullable: why the one that there may be is not known */
  gboolean      is_token_given; /* it is not looked up */
  char         *cache_dir;      /* owned, nullable */
  gboolean      keeps_nothing;  /* nothing is written to disk, nor read from it */
  gboolean      only_reads;     /* nothing is written to disk: somebody else does */
  guint         deadline_ms;
  SoupSession  *session; /* owned */
  gboolean      is_loopback;
  gboolean      is_foreign; /* its API is not ours */

  ZhihuiWitnessFunc witness; /* nullable */
  gpointer          witness_data;

  ZhihuiMonotonicFunc clock;
  gpointer            clock_data;
  ZhihuiDesktopFunc   desktop_clock; /* for a warning only */
  gpointer            desktop_clock_data;
  ZhihuiMonotonicFunc sleep_clock; /* for how long the machine has slept */
  gpointer            sleep_clock_data;
  gint64              slept_us; /* by it, when it was read last */
  char                boot[40]; /* which start of this machine it is; "" unknown */

  ZhihuiWantsCopy *wants;     /* owned */
  ZhihuiCatalogue *catalogue; /* owned: what there is to read */
  GPtrArray       *feeds;     /* (element-type ZhihuiFeed), owned; the one that tells /meta first */
  ZhihuiFeedPark  *park;      /* owned: what was wanted before */
  ZhihuiSituation *situation; /* owned, nullable before start */
  gboolean         is_started;
  gboolean         is_polling; /* started and the token is known */
  gboolean         is_settled;
  gint64           started_us;
  GCancellable    *cancellable; /* owned: token and kept answers */

  ZhihuiRemoteClock remote_clock;

  /* the poller */
  guint       tick_id;
  guint       n_in_flight;
  gint64      wave_us;     /* when the last wave began */
  double      wave_jitter; /* by which part its resources are read sooner or later */
  guint       n_decoded;
  gboolean    is_lost;        /* nothing answers: one resource at a time is tried */
  gboolean    is_unreachable; /* lost, and no connection came about */
  guint       n_lost;         /* attempts since it is lost */
  gboolean    is_in_doubt;    /* no connection came about, and others are still under way */
  gint64      answered_us;    /* when there was a real answer last, 0 never */
  ZhihuiFeed *probe;          /* borrowed, nullable: the one that is tried */
  guint       probe_index;    /* which feed is tried next */
  gint64      probe_due_us;
  gint64      hold_until_us;    /* after a loss: wait for a whole set; 0 no */
  gint64      token_checked_us; /* while refused */

  /* hearing */
  ZhihuiHearer *hearer;     /* owned, nullable: the platform offers no stream */
  gboolean      is_hearing; /* it tells what changes */

  /* telling */
  guint    emit_id;
  gint64   first_untold_us; /* 0: everything is told */
  guint    n_untold;
  guint    kept_id;  /* shows the kept figures when no answer comes at once */
  guint    doubt_id; /* calls it offline when none comes at all */
  gboolean is_tracing;

  /* the kept answers */
  ZhihuiLastGood *last_good;  /* owned, nullable */
  gboolean        is_loading; /* the kept answers are on their way */
  guint           save_id;
  gint64          saved_us;
};

gint64 zhihui_http_source_get_now (ZhihuiHttpSource *self);
void   zhihui_http_source_update_feeds (ZhihuiHttpSource *self);
void   zhihui_http_source_renew_session (ZhihuiHttpSource *self);
void   zhihui_http_source_trace (ZhihuiHttpSource *self, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

void             zhihui_http_teller_start (ZhihuiHttpSource *self);
void             zhihui_http_teller_stop (ZhihuiHttpSource *self);
void             zhihui_http_teller_note_change (ZhihuiHttpSource *self);
void             zhihui_http_teller_note_wants (ZhihuiHttpSource *self);
void             zhihui_http_teller_tell (ZhihuiHttpSource *self);
ZhihuiSituation *zhihui_http_teller_make_situation (ZhihuiHttpSource *self);
GPtrArray       *zhihui_http_teller_list_reports (ZhihuiSource *source);

void     zhihui_http_source_ask_async (ZhihuiSource       *source,
                                       const char         *path,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean zhihui_http_source_is_tellable (ZhihuiSource *source);
char    *zhihui_http_source_read_reason (GBytes *problem);
void     zhihui_http_source_tell_async (ZhihuiSource       *source,
                                        const char         *path,
                                        const char         *if_match,
                                        GBytes             *body,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);

void zhihui_http_token_find (ZhihuiHttpSource *self);

void zhihui_http_poller_start (ZhihuiHttpSource *self);
void zhihui_http_poller_stop (ZhihuiHttpSource *self);
void zhihui_http_poller_tick (ZhihuiHttpSource *self);
void zhihui_http_poller_plan (ZhihuiHttpSource *self);
void zhihui_http_poller_mark_new (ZhihuiHttpSource *self);
void zhihui_http_poller_drop_feed (ZhihuiHttpSource *self, ZhihuiFeed *feed);

void     zhihui_http_clocks_init (ZhihuiHttpSource *self);
void     zhihui_http_clocks_note_sleep (ZhihuiHttpSource *self);
gint64   zhihui_http_clocks_get_uptime_s (ZhihuiHttpSource *self);
gboolean zhihui_http_clocks_is_boot (ZhihuiHttpSource *self, const char *boot);

void zhihui_http_hearing_update (ZhihuiHttpSource *self);
void zhihui_http_hearing_mark (ZhihuiHttpSource *self);
void zhihui_http_hearing_tick (ZhihuiHttpSource *self);
void zhihui_http_hearing_stop (ZhihuiHttpSource *self);

void     zhihui_http_keeper_load (ZhihuiHttpSource *self);
void     zhihui_http_keeper_plan (ZhihuiHttpSource *self);
gboolean zhihui_http_keeper_save (ZhihuiHttpSource *self, GError **error);
void     zhihui_http_keeper_stop (ZhihuiHttpSource *self);

G_END_DECLS
