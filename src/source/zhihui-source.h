/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zhihui-board-asked.h"
#include "zhihui-recording.h"
#include "zhihui-situation.h"
#include "zhihui-trust-settings.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_SOURCE (zhihui_source_get_type ())
G_DECLARE_INTERFACE (ZhihuiSource, zhihui_source, ZHIHUI, SOURCE, GObject)

#define ZHIHUI_WANTS_MAX_LAYERS 16

/* What is to be read. Copied by the source. */
typedef struct
{
  guint datasets; /* bits 1 << ZhihuiDataset */
  /* Their peer may be "*" for every peer the platform names; their region is that of all, below.
   * Not every source knows more than peer, period, rows and order: what a board is of, it says
   * itself. */
  ZhihuiBoardAsked rankings[16];
  guint            n_rankings;
  const char *layers[ZHIHUI_WANTS_MAX_LAYERS]; /* of ZHIHUI_DATASET_LAYERS, whose places: an id,
                                                  "kind:station", or "*" for every one */
  guint             n_layers;
  ZhihuiRegionPath *region; /* nullable: of which region everything is read that there is by region;
                               NULL: all of it */
  gboolean is_leaf;         /* @region has no parts: its map is that of what it is a part of */
  guint period_s; /* 0: the platform's rhythm of docs/wire.md; else every dataset at this period */
} ZhihuiWants;

/* How one exchange went: nothing in it is secret. Borrowed for the call. */
typedef struct
{
  const char *path;   /* "/api/v1/summary?period=month" */
  int         status; /* 0: nothing answered */
  GPtrArray *headers; /* (element-type utf8): name, value, name, value …; NULL: nothing answered */
  GBytes    *body;    /* NULL: none, or none that is kept */
  gint64     asked_us, ended_us; /* monotonic */
} ZhihuiExchangeAccount;

/* Is shown every exchange, as it ends. */
typedef void (*ZhihuiWitnessFunc) (const ZhihuiExchangeAccount *account, gpointer user_data);

/* What was found while one resource was read, for who attaches a platform. All owned. */
typedef struct
{
  char  *name;    /* of the resource */
  guint  n_pages; /* that its walk had */
  gint64 n_rows;  /* that were taken */
  GPtrArray
    *coerced; /* (element-type utf8): what was written in another way than ours, how often */
  GPtrArray *missing; /* (element-type utf8): fields that no row had */
  GPtrArray *notes;   /* (element-type utf8): what was left out, how the walk ended */
} ZhihuiResourceReport;

/**
 * ZhihuiSource:
 *
 * Where figures come from. Emits "situation-changed" (ZhihuiSituation*) on the main context when an
 * answer arrived or the state of reading changed; never more often than the answers do.
 */
struct _ZhihuiSourceInterface
{
  GTypeInterface parent_iface;

  void (*set_wants) (ZhihuiSource *self, const ZhihuiWants *wants);
  gboolean (*set_witness) (ZhihuiSource     *self,
                           ZhihuiWitnessFunc witness,
                           gpointer          user_data,
                           GError          **error); /* nullable: it asks nobody */
  void (*start) (ZhihuiSource *self);
  void (*stop) (ZhihuiSource *self);
  ZhihuiSituation *(*get_situation) (ZhihuiSource *self); /* borrowed, never NULL after start */
  gboolean (*is_settled) (
    ZhihuiSource *self); /* every wanted dataset was answered or failed once */
  gboolean (*is_preparing) (ZhihuiSource *self); /* nullable: it never is */
  /* Both may be left out where nothing is to be kept. */
  const char *(*get_key) (ZhihuiSource *self);      /* borrowed */
  const char *(*get_identity) (ZhihuiSource *self); /* borrowed, nullable */
  gboolean (*copy_profile) (ZhihuiSource    *self,
                            const char      *folder,
                            ZhihuiRecording *head,
                            GError         **error);       /* nullable: it has none */
  GPtrArray *(*list_reports) (ZhihuiSource *self); /* nullable */
  void (*ask_async) (ZhihuiSource       *self,
                     const char         *path,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data);       /* nullable: it can be asked nothing else */
  gboolean (*is_tellable) (ZhihuiSource *self); /* nullable: it is told nothing */
  void (*tell_async) (ZhihuiSource       *self,
                      const char         *path,
                      const char         *if_match,
                      GBytes             *body,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data); /* where it is_tellable */
};

void             zhihui_source_set_wants (ZhihuiSource *self, const ZhihuiWants *wants);
gboolean         zhihui_source_set_witness (ZhihuiSource     *self,
                                            ZhihuiWitnessFunc witness,
                                            gpointer          user_data,
                                            GError          **error);
void             zhihui_source_start (ZhihuiSource *self);
void             zhihui_source_stop (ZhihuiSource *self);
ZhihuiSituation *zhihui_source_get_situation (ZhihuiSource *self);
gboolean         zhihui_source_is_settled (ZhihuiSource *self);
gboolean         zhihui_source_is_preparing (ZhihuiSource *self);
const char      *zhihui_source_get_key (ZhihuiSource *self);
const char      *zhihui_source_get_identity (ZhihuiSource *self);
gboolean         zhihui_source_copy_profile (ZhihuiSource    *self,
                                             const char      *folder,
                                             ZhihuiRecording *head,
                                             GError         **error);
GPtrArray       *zhihui_source_list_reports (ZhihuiSource *self);

void    zhihui_source_ask_async (ZhihuiSource       *self,
                                 const char         *path,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
GBytes *zhihui_source_ask_finish (GAsyncResult *result, GError **error);

gboolean zhihui_source_is_tellable (ZhihuiSource *self);
void     zhihui_source_tell_async (ZhihuiSource       *self,
                                   const char         *path,
                                   const char         *if_match,
                                   GBytes             *body,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
GBytes  *zhihui_source_tell_finish (GAsyncResult *result, GError **error);
gboolean zhihui_source_says_whether_sent (const GError *error);

/* Whose links of meetings may be opened (zhihui_join_link_check()): NULL none. */
const char *const *zhihui_source_get_join_hosts (ZhihuiSource *self);

ZhihuiResourceReport *zhihui_resource_report_new (const char *name);
void                  zhihui_resource_report_free (ZhihuiResourceReport *self);

/* A URL, "demo:SCENARIO", a .profile file, or a folder with recording.json or source.profile.
 * @token_file, @cache_dir nullable. */
ZhihuiSource *zhihui_source_new_trusting (const char                *where,
                                          const ZhihuiTrustSettings *settings,
                                          const char                *cache_dir,
                                          GError                   **error);
ZhihuiSource *zhihui_source_new_for (const char *where,
                                     const char *token_file,
                                     const char *cache_dir,
                                     GError    **error);

G_END_DECLS
