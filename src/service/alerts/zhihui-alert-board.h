/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* The alerts that are open, as stored rows: one a key. Rules put what they find; what was put
 * before and is not any more is resolved. Nothing is written before zhihui_alert_board_write(). */
typedef struct _ZhihuiAlertBoard ZhihuiAlertBoard;

/* What a rule found. */
typedef struct
{
  const char *kind;
  const char *key;     /* without the kind: letters of an address alone */
  const char *subject; /* what it is about, by kind; "" none */
  ZhihuiLevel level;
  gint64      count;
  gint64      k, n;       /* by kind, else 0 */
  guint32     unit;       /* index, ZHIHUI_NO_INDEX none */
  gint64      case_id;    /* row id, 0 none */
  gint64      since;      /* when it began; ZHIHUI_NO_INSTANT: now */
  gint64      changed_at; /* when it came to be as it is; ZHIHUI_NO_INSTANT: since */
  gboolean    is_desk_only;
} ZhihuiFinding;

typedef struct
{
  char       *key, *kind, *subject; /* owned; the key with its kind */
  ZhihuiLevel level, top_level;
  gint64      count, k, n;
  guint32     unit;
  gint64      case_id;
  gboolean    is_desk_only, is_open;
  gint64      episode, version;
  gint64      first_at, raised_at, updated_at, resolved_at;
  char       *acknowledged_by, *note; /* owned or NULL */
  gint64      acknowledged_at;
  guint64     round; /* in which it was put last */
  gboolean    is_changed;
} ZhihuiAlertRow;

/* What happened to an alert, to be written; borrowed texts are of its row. */
typedef struct
{
  ZhihuiAlertRow *row;
  const char     *what; /* "raised" "level" "acknowledged" "resolved" */
  gint64          at, episode, version, count;
  ZhihuiLevel     level;
  gboolean        is_worse; /* raised, or to a higher level */
} ZhihuiAlertChange;

ZhihuiAlertBoard *zhihui_alert_board_new (ZhihuiStore *store, GError **error);
void              zhihui_alert_board_free (ZhihuiAlertBoard *self);

void     zhihui_alert_board_begin (ZhihuiAlertBoard *self, gint64 now);
void     zhihui_alert_board_put (ZhihuiAlertBoard *self, const ZhihuiFinding *finding);
void     zhihui_alert_board_settle (ZhihuiAlertBoard *self, const char *kind);
gboolean zhihui_alert_board_follow (ZhihuiAlertBoard *self, GError **error);
gboolean zhihui_alert_board_write (ZhihuiAlertBoard *self, GError **error);
void     zhihui_alert_board_note_written (ZhihuiAlertBoard *self);

/* (element-type ZhihuiAlertRow): those that are open, in no order. */
const GPtrArray *zhihui_alert_board_get_rows (ZhihuiAlertBoard *self);
ZhihuiAlertRow  *zhihui_alert_board_find (ZhihuiAlertBoard *self, const char *key);
/* (element-type ZhihuiAlertChange): not yet written. */
const GArray *zhihui_alert_board_get_changes (ZhihuiAlertBoard *self);
void          zhihui_alert_board_acknowledge (
           ZhihuiAlertBoard *self, ZhihuiAlertRow *row, const char *by, const char *note, gint64 at);
char *zhihui_alert_row_dup_etag (const ZhihuiAlertRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAlertBoard, zhihui_alert_board_free)

G_END_DECLS
