/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-catalogue.h"
#include "zhihui-source.h"
#include "zhihui-trust-settings.h"

G_BEGIN_DECLS

#define ZHIHUI_TYPE_HTTP_SOURCE (zhihui_http_source_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiHttpSource, zhihui_http_source, ZHIHUI, HTTP_SOURCE, GObject)

/* Monotonic microseconds. */
typedef gint64 (*ZhihuiMonotonicFunc) (gpointer user_data);
/* Seconds since the epoch, by this machine's clock. */
typedef gint64 (*ZhihuiDesktopFunc) (gpointer user_data);

ZhihuiHttpSource *zhihui_http_source_new_trusting (const char                *url,
                                                   const ZhihuiTrustSettings *settings,
                                                   const char                *cache_dir,
                                                   GError                   **error);
ZhihuiHttpSource *zhihui_http_source_new (const char *url,
                                          const char *token_file,
                                          const char *cache_dir,
                                          GError    **error);

ZhihuiHttpSource *zhihui_http_source_new_with_catalogue (const char                *base,
                                                         ZhihuiCatalogue           *catalogue,
                                                         const ZhihuiTrustSettings *settings,
                                                         const char                *cache_dir,
                                                         GError                   **error);

/* Before start: who it is called by (nullable), under which name its answers are kept, and which
 * token it shows. */
void zhihui_http_source_set_identity (ZhihuiHttpSource *self, const char *name, const char *key);
void zhihui_http_source_set_token (ZhihuiHttpSource *self, const char *token);
void zhihui_http_source_keep_nothing (ZhihuiHttpSource *self);
void zhihui_http_source_only_read (ZhihuiHttpSource *self);
/* At any time: it does not only read any more; whether it writes. */
void     zhihui_http_source_write_too (ZhihuiHttpSource *self);
gboolean zhihui_http_source_is_writing (ZhihuiHttpSource *self);

/* The address under which its token is looked for, and why it could not be had (nullable). */
const char *zhihui_http_source_get_base (ZhihuiHttpSource *self);
const char *zhihui_http_source_get_token_fault (ZhihuiHttpSource *self);

/* For tests: another clock; wake looks at it again. */
void zhihui_http_source_set_clock (ZhihuiHttpSource   *self,
                                   ZhihuiMonotonicFunc clock,
                                   gpointer            user_data);
void zhihui_http_source_set_boot (ZhihuiHttpSource *self, const char *boot);
void zhihui_http_source_set_desktop_clock (ZhihuiHttpSource *self,
                                           ZhihuiDesktopFunc clock,
                                           gpointer          user_data);
void zhihui_http_source_set_sleep_clock (ZhihuiHttpSource   *self,
                                         ZhihuiMonotonicFunc clock,
                                         gpointer            user_data);
void zhihui_http_source_set_deadline (ZhihuiHttpSource *self, guint deadline_ms);
void zhihui_http_source_wake (ZhihuiHttpSource *self);
/* Writes what is not on disk yet. */
gboolean    zhihui_http_source_flush (ZhihuiHttpSource *self, GError **error);
const char *zhihui_http_source_get_kept_path (ZhihuiHttpSource *self);
/* How many bodies were decoded, requests are on their way. */
guint zhihui_http_source_get_n_decoded (ZhihuiHttpSource *self);
guint zhihui_http_source_get_n_in_flight (ZhihuiHttpSource *self);
/* Whether the platform tells by its stream what changes. */
gboolean zhihui_http_source_is_hearing (ZhihuiHttpSource *self);

G_END_DECLS
