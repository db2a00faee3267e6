/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-elsewhere.h"

#include "zhihui-desk-seeker.h"

#include <glib/gi18n-lib.h>

#define PLACE "zhihui-place" /* of a button: which hit it shows */
#define MOST_CHARS 24

/**
 * ZhihuiDeskElsewhere:
 *
 * Under the search of a board: what of the same text there is where the board does not look, a
 * button each. Not seen while there is nothing.
 */
struct _ZhihuiDeskElsewhere
{
  AdwBin parent_instance;

  ZhihuiDeskSeeker *seeker; /* owned, NULL before the page is opened */
  GPtrArray        *hits;   /* (element-type ZhihuiDeskHit), owned: of the buttons */
  GtkBox           *box;    /* the child */
  GtkEditable      *entry;  /* borrowed: of the page, what is looked for; NULL likewise */
  char             *peer;   /* owned, nullable: where it is looked for already */
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskElsewhere, zhihui_desk_elsewhere, ADW_TYPE_BIN)

static void
show_hit (ZhihuiDeskElsewhere *self, guint place)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_ref (self->hits); /* the page may search anew */

  if (place < hits->len)
    zhihui_desk_seeker_show (self->seeker, hits->pdata[place]);
}

static void
clicked_cb (GtkButton *button, ZhihuiDeskElsewhere *self)
{
  show_hit (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), PLACE)));
}

static void
add_button (ZhihuiDeskElsewhere *self, guint place)
{
  const ZhihuiDeskHit *hit = self->hits->pdata[place];
  GtkWidget           *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget           *label = gtk_label_new (hit->title);
  GtkWidget           *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (hit->icon));
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  if (*hit->note != '\0')
    gtk_widget_set_tooltip_text (button, hit->note);
  g_object_set_data (G_OBJECT (button), PLACE, GUINT_TO_POINTER (place));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_box_append (self->box, button);
}

static void
find (ZhihuiDeskElsewhere *self)
{
  GtkWidget *child;

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits =
    zhihui_desk_seeker_find (self->seeker, gtk_editable_get_text (self->entry), self->peer);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < self->hits->len; i++)
    add_button (self, i);
  gtk_widget_set_visible (GTK_WIDGET (self), self->hits->len > 0);
}

static void
zhihui_desk_elsewhere_dispose (GObject *object)
{
  ZhihuiDeskElsewhere *self = ZHIHUI_DESK_ELSEWHERE (object);

  g_clear_object (&self->seeker);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_pointer (&self->peer, g_free);

  G_OBJECT_CLASS (zhihui_desk_elsewhere_parent_class)->dispose (object);
}

static void
zhihui_desk_elsewhere_class_init (ZhihuiDeskElsewhereClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_elsewhere_dispose;
}

static void
zhihui_desk_elsewhere_init (ZhihuiDeskElsewhere *self)
{
  self->hits = g_ptr_array_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  gtk_widget_set_halign (GTK_WIDGET (self->box), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Found elsewhere"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Nothing is asked for before something is typed. */
static void
typed_cb (ZhihuiDeskElsewhere *self)
{
  if (self->hits->len > 0 || *gtk_editable_get_text (self->entry) != '\0')
    find (self);
}

/**
 * zhihui_desk_elsewhere_open:
 * @desk: what is searched; lives longer
 * @entry: where it is typed what is looked for; lives longer
 */
void
zhihui_desk_elsewhere_open (ZhihuiDeskElsewhere *self, ZhihuiDesk *desk, GtkSearchEntry *entry)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ELSEWHERE (self) && self->seeker == NULL);

  self->entry = GTK_EDITABLE (entry);
  self->seeker = zhihui_desk_seeker_new (desk);
  g_signal_connect_object (self->seeker, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * zhihui_desk_elsewhere_set_peer:
 * @peer: (nullable): the group whose boards are searched already
 */
void
zhihui_desk_elsewhere_set_peer (ZhihuiDeskElsewhere *self, const char *peer)
{
  g_return_if_fail (ZHIHUI_IS_DESK_ELSEWHERE (self));

  if (g_strcmp0 (self->peer, peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  if (self->hits->len > 0)
    find (self);
}

/**
 * zhihui_desk_elsewhere_show_first:
 *
 * Returns: whether there was one to show
 */
gboolean
zhihui_desk_elsewhere_show_first (ZhihuiDeskElsewhere *self)
{
  g_return_val_if_fail (ZHIHUI_IS_DESK_ELSEWHERE (self), FALSE);

  if (self->hits->len == 0)
    return FALSE;
  show_hit (self, 0);
  return TRUE;
}
