/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-ledger.h"

G_BEGIN_DECLS

/* The database of the platform. SQLite in WAL mode; "-d X" a bare path, ":memory:" for tests. */
typedef struct _ZhihuiStore ZhihuiStore;

ZhihuiStore *zhihui_store_open (const char *database, gboolean create, GError **error);
void         zhihui_store_free (ZhihuiStore *self);

/* Key and value pairs: title, name, region, issuer, language, time_zone, scenario, seed, clock
 * ("real" or "fixed"), as_of (epoch seconds), … */
char *zhihui_store_get_setting (ZhihuiStore *self, const char *key); /* NULL when not set */
gboolean
zhihui_store_set_setting (ZhihuiStore *self, const char *key, const char *value, GError **error);

gboolean zhihui_store_load_ledger (ZhihuiStore *self, ZhihuiLedger *ledger, GError **error);
/* Grows when another process changed the database (PRAGMA data_version). */
guint zhihui_store_get_data_version (ZhihuiStore *self);

gboolean zhihui_store_begin (ZhihuiStore *self, GError **error);
gboolean zhihui_store_commit (ZhihuiStore *self, GError **error);
void     zhihui_store_rollback (ZhihuiStore *self);

/* Meetings and alerts are few: read when asked. */
ZhihuiMeetings *zhihui_store_read_meetings (
  ZhihuiStore *self, gint64 from, gint64 to, gint64 now, gboolean for_desk, GError **error);
ZhihuiAlerts *zhihui_store_read_alerts (ZhihuiStore *self, gint64 now, GError **error);

/* Tokens: only a SHA-256 of each is stored. */
typedef struct
{
  char  *scope;  /* owned: space separated */
  char  *region; /* owned */
  gint64 expires_at;
} ZhihuiGrant;

void zhihui_grant_free (ZhihuiGrant *self);
char *
zhihui_store_make_token (ZhihuiStore *self, const char *scope, gint64 expires_at, GError **error);
ZhihuiGrant *zhihui_store_check_token (ZhihuiStore *self, const char *token, gint64 now);
gboolean     zhihui_store_revoke_token (ZhihuiStore *self, const char *token, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiStore, zhihui_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiGrant, zhihui_grant_free)

G_END_DECLS
