/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text of citizens brought to one form: full width to half, capitals to small letters, traditional
 * characters to simplified. Each character stays one character, so that places can be found again.
 */
typedef struct _ZhihuiTextFold ZhihuiTextFold;

typedef struct
{
  GArray *codes;   /* (element-type gunichar): folded */
  GArray *offsets; /* (element-type guint32): of each in bytes of the source, and the end */
} ZhihuiFolded;

ZhihuiTextFold *zhihui_text_fold_new (void);
void            zhihui_text_fold_free (ZhihuiTextFold *self);
gunichar        zhihui_text_fold_char (const ZhihuiTextFold *self, gunichar c);
void  zhihui_text_fold_apply (const ZhihuiTextFold *self, const char *text, ZhihuiFolded *folded);
char *zhihui_text_fold_dup (const ZhihuiTextFold *self, const char *text, gsize from, gsize to);

void zhihui_folded_init (ZhihuiFolded *self);
void zhihui_folded_clear (ZhihuiFolded *self);

/* Whether a character may stand inside a word without ending it: blanks and marks put between the
 * characters of a word to hide it. */
static inline gboolean
zhihui_is_filler (gunichar c)
{
  return c < 0x2e80 ? !g_unichar_isalnum (c) : g_unichar_ispunct (c) || g_unichar_isspace (c);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZhihuiFolded, zhihui_folded_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiTextFold, zhihui_text_fold_free)

G_END_DECLS
