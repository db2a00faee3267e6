/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-situation.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* One thing a source can be asked for. Reference counted, read-only, shared between threads. What
 * it is, how it is asked for and what becomes of the answer is told by its class: our platform's
 * (zhihui-platform-resource.h) or that of a profile. */
typedef struct _ZhihuiResource ZhihuiResource;

/* One answer of a walk. */
typedef struct
{
  GBytes             *body;
  const char         *cursor;  /* by which it was asked for; NULL: it is the first */
  SoupMessageHeaders *headers; /* nullable: it was kept on disk */
} ZhihuiPage;

/* How a request looks. All owned. Zero-initialise. */
typedef struct
{
  char       *url;
  char       *secret_query; /* nullable: "key=TOKEN": goes to the wire, and nowhere else */
  char       *accept;       /* nullable: JSON */
  GPtrArray  *headers;      /* (element-type utf8) nullable: name, value, name, value … */
  GPtrArray  *secrets;      /* (element-type utf8) nullable: not to be kept if it comes back */
  gboolean    takes_parts;  /* 206 is a page, not half an answer */
  const char *method;       /* static; nullable: GET. Of REPORT 207 is an answer, too */
  GBytes     *body;         /* nullable: what is sent */
  const char *content_type; /* static; nullable: of @body, XML */
  gboolean    is_telling;   /* it changes something there: sent once, shown to no witness */
  gboolean    wants_reason; /* what it is refused with is kept, as that of a telling is */
  gboolean    is_whole;     /* not only if it has changed */
  gsize       max_bytes;    /* of the answer; 0: as many as of figures */
  gboolean    is_private;   /* its address is a secret: not for the log */
} ZhihuiRequest;

typedef struct
{
  /* Frees what the class has added. Nullable. */
  void (*clear) (ZhihuiResource *self);

  /* Whether both fill the same place of a situation, whatever their periods and lengths. */
  gboolean (*has_place_of) (ZhihuiResource *self, ZhihuiResource *other);

  /* What is sent for the page of @cursor. FALSE: nothing is asked, the figures are made of what is
   * at hand. */
  gboolean (*make_request) (ZhihuiResource *self,
                            const char     *base,
                            const char     *token,
                            const char     *cursor,
                            ZhihuiRequest  *request);

  /* In any thread. Adds a page to the figures so far, which it takes (NULL with the first). @next
   * is where the walk goes on. */
  gpointer (*read_page) (
    ZhihuiResource *self, gpointer figures, const ZhihuiPage *page, char **next, GError **error);

  /* The page of @cursor could not be had: goes on without it, @next is where. FALSE, or NULL:
   * without all of its pages it has failed. */
  gboolean (*skip_page) (
    ZhihuiResource *self, gpointer figures, const char *cursor, const char *fault, char **next);

  /* In any thread, after the last page: takes @figures, gives what is shown. Nullable. */
  gpointer (*finish) (ZhihuiResource *self, gpointer figures, GError **error);

  gpointer (*ref_figures) (ZhihuiResource *self, gpointer figures);
  void (*unref_figures) (ZhihuiResource *self, gpointer figures);

  /* (element-type GBytes): what goes to disk of finished figures, and back. NULL, also returned:
   * the pages go there as they came. */
  GPtrArray *(*keep) (ZhihuiResource *self, gpointer figures);
  gpointer (*restore) (ZhihuiResource *self, GPtrArray *bodies, GError **error);

  gint64 (*get_as_of) (ZhihuiResource *self, gpointer figures);
  ZhihuiMeta *(*get_meta) (ZhihuiResource *self, gpointer figures); /* borrowed; nullable */

  void (*put) (ZhihuiResource         *self,
               ZhihuiSituationBuilder *builder,
               gpointer                figures,
               const ZhihuiReceipt    *receipt);

  /* What was found on the way to finished figures. NULL: there is nothing to tell. */
  void (*report) (ZhihuiResource *self, gpointer figures, ZhihuiResourceReport *report);
} ZhihuiResourceClass;

/* A class begins its own struct with it. */
struct _ZhihuiResource
{
  const ZhihuiResourceClass *klass;
  char                      *path; /* owned: what it is known by, among all of a source */
  char                      *name; /* owned: "summary", "rankings/overdue_rate/town" */
  char    *region;   /* owned, NULL: of all that the source is of; else code of the part it is of */
  guint    period_s; /* rhythm */
  guint    max_pages;   /* of a walk */
  gboolean is_optional; /* that there is none is an answer, too */
  gboolean is_pinned;   /* the ETag of the first page holds for all of them */
  gboolean is_counted; /* counted here, at the moment of the answer: the same rows later are not the
                          same figures */
  gboolean
    is_of_own_days;    /* nobody tells when these have passed: a stream speaks of the usual ones */
  gboolean keeps_less; /* what goes to disk is less than what was read: not under its ETag */
};

ZhihuiResource *
zhihui_resource_alloc (gsize size, const ZhihuiResourceClass *klass, char *path, char *name);
ZhihuiResource *zhihui_resource_ref (ZhihuiResource *self);
void            zhihui_resource_unref (ZhihuiResource *self);
gboolean        zhihui_resource_has_place_of (ZhihuiResource *self, ZhihuiResource *other);

gboolean zhihui_resource_make_request (ZhihuiResource *self,
                                       const char     *base,
                                       const char     *token,
                                       const char     *cursor,
                                       ZhihuiRequest  *request);
void     zhihui_request_clear (ZhihuiRequest *self);
void     zhihui_request_add_header (ZhihuiRequest *self, const char *name, const char *value);
void     zhihui_request_add_secret (ZhihuiRequest *self, const char *secret);
void     zhihui_request_add_token (ZhihuiRequest *self, const char *token);

gpointer zhihui_resource_read_page (
  ZhihuiResource *self, gpointer figures, const ZhihuiPage *page, char **next, GError **error);
gboolean zhihui_resource_skip_page (
  ZhihuiResource *self, gpointer figures, const char *cursor, const char *fault, char **next);
gpointer   zhihui_resource_finish (ZhihuiResource *self, gpointer figures, GError **error);
gpointer   zhihui_resource_read_pages (ZhihuiResource *self, GPtrArray *bodies, GError **error);
GPtrArray *zhihui_resource_keep (ZhihuiResource *self, gpointer figures, GPtrArray *bodies);
gpointer   zhihui_resource_restore (ZhihuiResource *self, GPtrArray *bodies, GError **error);

gpointer    zhihui_resource_ref_figures (ZhihuiResource *self, gpointer figures);
void        zhihui_resource_unref_figures (ZhihuiResource *self, gpointer figures);
gint64      zhihui_resource_get_as_of (ZhihuiResource *self, gpointer figures);
ZhihuiMeta *zhihui_resource_get_meta (ZhihuiResource *self, gpointer figures);

void zhihui_resource_put (ZhihuiResource         *self,
                          ZhihuiSituationBuilder *builder,
                          gpointer                figures,
                          const ZhihuiReceipt    *receipt);

void zhihui_resource_add_parameter (GString *path, const char *name, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiResource, zhihui_resource_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiRequest, zhihui_request_clear)

G_END_DECLS
