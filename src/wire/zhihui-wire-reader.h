/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* Reads JSON straight into structs, without a tree between: the guard has proved the text sound, so
 * reading needs to know only what it wants. An object is read by a table of its members. */

typedef struct _ZhihuiWireReader ZhihuiWireReader;

typedef enum
{
  ZHIHUI_WIRE_TEXT,     /* char *, owned: what was there is freed */
  ZHIHUI_WIRE_INSTANT,  /* gint64 */
  ZHIHUI_WIRE_INTEGER,  /* gint64 */
  ZHIHUI_WIRE_COUNT,    /* gint64, ≥ 0 */
  ZHIHUI_WIRE_COUNT_32, /* guint or int, ≥ 0 */
  ZHIHUI_WIRE_INT,      /* int, of either sign */
  ZHIHUI_WIRE_NUMBER,   /* double, finite */
  ZHIHUI_WIRE_RATIO,    /* double, 0…1 */
  ZHIHUI_WIRE_BOOLEAN,  /* gboolean */
  ZHIHUI_WIRE_PLACE,    /* const char *: where the value stands, for reading it later */
  ZHIHUI_WIRE_VALUE,    /* what the member's function reads */
  ZHIHUI_WIRE_LIST,     /* a list, each element read by the member's function */
} ZhihuiWireKind;

/* Reads the value at hand into @target, or fails. */
typedef gboolean (*ZhihuiWireReadFunc) (ZhihuiWireReader *self, gpointer target);

/* A member of an object. Absent or null leaves @target as it was, unless it is required. */
typedef struct
{
  const char        *name;
  ZhihuiWireKind     kind;
  gboolean           required;
  gsize              offset; /* into the target */
  ZhihuiWireReadFunc read;   /* of VALUE and LIST: given the target plus offset */
} ZhihuiWireMember;

/* clang-format off */
#define ZHIHUI_WIRE_NEED(Type, field, name, kind) { name, ZHIHUI_WIRE_##kind, TRUE, G_STRUCT_OFFSET (Type, field), NULL }
#define ZHIHUI_WIRE_MAY(Type, field, name, kind) { name, ZHIHUI_WIRE_##kind, FALSE, G_STRUCT_OFFSET (Type, field), NULL }
#define ZHIHUI_WIRE_NEED_LIST(Type, field, name, read) { name, ZHIHUI_WIRE_LIST, TRUE, G_STRUCT_OFFSET (Type, field), read }
#define ZHIHUI_WIRE_MAY_LIST(Type, field, name, read) { name, ZHIHUI_WIRE_LIST, FALSE, G_STRUCT_OFFSET (Type, field), read }
#define ZHIHUI_WIRE_NEED_VALUE(Type, field, name, read) { name, ZHIHUI_WIRE_VALUE, TRUE, G_STRUCT_OFFSET (Type, field), read }
#define ZHIHUI_WIRE_MAY_VALUE(Type, field, name, read) { name, ZHIHUI_WIRE_VALUE, FALSE, G_STRUCT_OFFSET (Type, field), read }
/* These are given the whole target. */
#define ZHIHUI_WIRE_NEED_PART(name, read) { name, ZHIHUI_WIRE_VALUE, TRUE, 0, read }
#define ZHIHUI_WIRE_MAY_PART(name, read) { name, ZHIHUI_WIRE_VALUE, FALSE, 0, read }
/* clang-format on */

ZhihuiWireReader *zhihui_wire_reader_new (GBytes *body, GError **error);
ZhihuiWireReader *zhihui_wire_reader_new_for_file (GBytes *content, GError **error);
void              zhihui_wire_reader_free (ZhihuiWireReader *self);

gboolean zhihui_wire_reader_read_object (ZhihuiWireReader       *self,
                                         const ZhihuiWireMember *members,
                                         guint                   n_members,
                                         gpointer                target);
gboolean
zhihui_wire_reader_read_array (ZhihuiWireReader *self, ZhihuiWireReadFunc read, gpointer target);
gboolean
zhihui_wire_reader_read_members (ZhihuiWireReader *self, ZhihuiWireReadFunc read, gpointer target);
gboolean zhihui_wire_reader_read (ZhihuiWireReader *self, ZhihuiWireKind kind, gpointer target);
gboolean zhihui_wire_reader_skip (ZhihuiWireReader *self);

/* The first byte of the value at hand: { [ " t f n - 0…9. */
char        zhihui_wire_reader_peek (ZhihuiWireReader *self);
const char *zhihui_wire_reader_get_place (ZhihuiWireReader *self);
void        zhihui_wire_reader_set_place (ZhihuiWireReader *self, const char *place);

/* Reads what stands at @place, the member @name, and comes back. */
gboolean zhihui_wire_reader_read_at (ZhihuiWireReader  *self,
                                     const char        *name,
                                     const char        *place,
                                     ZhihuiWireReadFunc read,
                                     gpointer           target);

/* Both return FALSE. @member is named below where the reader stands, or NULL. */
gboolean zhihui_wire_reader_fail (ZhihuiWireReader *self, const char *member, const char *what);
gboolean zhihui_wire_reader_give_error (ZhihuiWireReader *self, GError **error);
/* Where the first failure was: "data.level", "" at the root; NULL without one. */
const char *zhihui_wire_reader_get_failed_member (ZhihuiWireReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWireReader, zhihui_wire_reader_free)

G_END_DECLS
