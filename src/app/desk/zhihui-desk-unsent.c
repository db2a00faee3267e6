/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-unsent.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiDeskUnsent:
 *
 * A toast goes after a while, and who looked away believes that he has told it.
 */
struct _ZhihuiDeskUnsent
{
  AdwBin parent_instance;

  ZhihuiDeskErrands *errands; /* owned, NULL before it watches */

  /* template children */
  GtkRevealer *revealer;
  GtkLabel    *words;
  GtkWidget   *again_button;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskUnsent, zhihui_desk_unsent, ADW_TYPE_BIN)

/* Returns: (transfer full) (element-type ZhihuiDeskErrand): what failed, the oldest first */
static GPtrArray *
list_failed (ZhihuiDeskUnsent *self)
{
  GPtrArray *all = zhihui_desk_errands_get_all (self->errands);
  GPtrArray *failed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (zhihui_desk_errand_get_state (all->pdata[i]) == ZHIHUI_ERRAND_FAILED)
      g_ptr_array_add (failed, g_object_ref (all->pdata[i]));
  return failed;
}

static char *
describe (GPtrArray *failed)
{
  ZhihuiDeskErrand *newest = failed->pdata[failed->len - 1];
  g_autofree char  *why = zhihui_desk_errand_describe (newest, 0);

  if (failed->len == 1)
    /* Translators: what was told, e.g. an instruction on a case; why it was not sent */
    return g_strdup_printf (_ ("Not sent: %1$s — %2$s"), zhihui_desk_errand_get_what (newest), why);
  /* Translators: a number of errands; the newest of them; why that was not sent */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u not sent, the last: %2$s — %3$s",
                                       "%1$u not sent, the last: %2$s — %3$s",
                                       failed->len),
                          failed->len,
                          zhihui_desk_errand_get_what (newest),
                          why);
}

static void
show (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) failed = list_failed (self);
  gboolean is_worth = FALSE;

  gtk_revealer_set_reveal_child (self->revealer, failed->len > 0);
  if (failed->len > 0)
    {
      g_autofree char *words = describe (failed);

      gtk_label_set_text (self->words, words);
    }
  for (guint i = 0; i < failed->len; i++)
    is_worth = is_worth || zhihui_desk_errand_is_worth_again (failed->pdata[i]);
  gtk_widget_set_visible (self->again_button, is_worth);
}

static void
again_clicked_cb (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) failed = list_failed (self);

  for (guint i = 0; i < failed->len; i++)
    if (zhihui_desk_errand_is_worth_again (failed->pdata[i]))
      zhihui_desk_errands_try_again (self->errands, failed->pdata[i]);
}

static void
dismiss_clicked_cb (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) failed = list_failed (self);

  for (guint i = 0; i < failed->len; i++)
    zhihui_desk_errands_forget (self->errands, failed->pdata[i]);
  show (self);
}

static void
zhihui_desk_unsent_dispose (GObject *object)
{
  g_clear_object (&ZHIHUI_DESK_UNSENT (object)->errands);
  G_OBJECT_CLASS (zhihui_desk_unsent_parent_class)->dispose (object);
}

static void
zhihui_desk_unsent_class_init (ZhihuiDeskUnsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_unsent_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-unsent.ui");
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, revealer);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, words);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, again_button);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_clicked_cb);
}

static void
zhihui_desk_unsent_init (ZhihuiDeskUnsent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zhihui_desk_unsent_watch:
 * @errands: (transfer none): of the user; called once
 */
void
zhihui_desk_unsent_watch (ZhihuiDeskUnsent *self, ZhihuiDeskErrands *errands)
{
  g_return_if_fail (ZHIHUI_IS_DESK_UNSENT (self) && self->errands == NULL);

  self->errands = g_object_ref (errands);
  g_signal_connect_object (errands, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
