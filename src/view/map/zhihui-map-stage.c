/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-stage.h"

#include <math.h>

#define FLIGHT_MS 900

/* When the parts of a region are seen that is flown into: nearly there. */
#define DETAIL_MS 550

/* How often it is looked whether the real borders are there, after hexagons. */
#define LOOK_MS 200

/* So long the borders of the region one comes from are seen while nothing is known of the other. */
#define PATIENCE_MS 2000

/**
 * ZhihuiMapStage:
 *
 * Stands over the picture of the map panel and shows the same, but flies where the picture would
 * cut: from the whole into one of its regions, and out again. Colours, figures and legend change
 * together: on the way into a region the borders of the whole are seen without any of them. Where
 * two regions have nothing to do with each other it cuts, as soon as the other one is painted.
 * Hexagons become the real borders when these come. Where it does not fly that is all it does: it
 * stands over hexagons alone.
 */
struct _ZhihuiMapStage
{
  GtkWidget     *wall; /* borrowed: owns what is shown */
  ZhihuiMapView *view; /* owned as a child of the wall; NULL until something is shown */
  gboolean       is_animated, is_flying;
  ZhihuiMapBox   body; /* px of the panel */
  gboolean       is_shown;

  gboolean        is_bare;      /* borders without figures are seen */
  ZhihuiMapScene *next;         /* owned, nullable: shown when the flight is nearly over */
  ZhihuiPicture  *next_picture; /* owned, nullable: what is written above @next, */
  ZhihuiViewport  next_placed;  /* and where */
  guint           next_id;
  guint           look_id;     /* timeout: hexagons have become the real borders, or nearly */
  guint           patience_id; /* timeout: the map that is no more is still seen */
  char           *code;        /* owned, nullable: of the region whose parts are seen */
};

/**
 * zhihui_map_stage_new:
 * @wall: gets a child, which it allocates by zhihui_map_stage_place (); lives longer
 * @is_flying: as in zhihui_map_stage_set_flying ()
 *
 * Returns: (transfer full): nothing is shown
 */
ZhihuiMapStage *
zhihui_map_stage_new (GtkWidget *wall, gboolean is_flying)
{
  ZhihuiMapStage *self = g_new0 (ZhihuiMapStage, 1);

  self->wall = wall;
  self->is_flying = is_flying;
  self->is_animated = TRUE;
  return self;
}

/* The panel under it is what is read aloud, and nobody points at a wall. */
static void
ensure_view (ZhihuiMapStage *self)
{
  GtkWidget *view;

  if (self->view != NULL)
    return;

  view = zhihui_map_view_new ();
  self->view = ZHIHUI_MAP_VIEW (view);
  zhihui_map_view_set_animated (self->view, self->is_animated);
  gtk_widget_set_can_target (view, FALSE);
  gtk_widget_set_can_focus (view, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_parent (view, self->wall);
  gtk_widget_set_child_visible (view, FALSE);
}

/**
 * zhihui_map_stage_set_animated:
 * @self: (nullable)
 * @animated: FALSE to cut always
 */
void
zhihui_map_stage_set_animated (ZhihuiMapStage *self, gboolean animated)
{
  if (self == NULL)
    return;

  self->is_animated = animated;
  if (self->view != NULL)
    zhihui_map_view_set_animated (self->view, animated);
}

/**
 * zhihui_map_stage_set_flying:
 * @self: (nullable)
 * @is_flying: whether other regions are flown to; nothing is shown until the next picture
 */
void
zhihui_map_stage_set_flying (ZhihuiMapStage *self, gboolean is_flying)
{
  if (self == NULL || self->is_flying == is_flying)
    return;

  zhihui_map_stage_hide (self);
  self->is_flying = is_flying;
}

static void
drop_next (ZhihuiMapStage *self)
{
  g_clear_handle_id (&self->next_id, g_source_remove);
  g_clear_pointer (&self->next, zhihui_map_scene_unref);
  g_clear_pointer (&self->next_picture, zhihui_picture_unref);
}

/**
 * zhihui_map_stage_free:
 * @self: (transfer full) (nullable)
 */
void
zhihui_map_stage_free (ZhihuiMapStage *self)
{
  if (self == NULL)
    return;

  drop_next (self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->view));
  g_free (self->code);
  g_free (self);
}

static void
write_above (ZhihuiMapStage *self, ZhihuiPicture *picture, const ZhihuiViewport *placed)
{
  zhihui_map_view_set_picture (self->view, picture, self->body.x, self->body.y, placed);
}

/* What is written comes with its map. */
static void
write_with_next (ZhihuiMapStage *self, ZhihuiPicture *picture, const ZhihuiViewport *placed)
{
  zhihui_picture_ref (picture);
  g_clear_pointer (&self->next_picture, zhihui_picture_unref);
  self->next_picture = picture;
  self->next_placed = *placed;
}

static gboolean
next_due_cb (gpointer user_data)
{
  ZhihuiMapStage *self = user_data;

  self->next_id = 0;
  self->is_bare = FALSE;
  zhihui_map_view_set_scene (self->view, self->next);
  write_above (self, self->next_picture, &self->next_placed);
  drop_next (self);
  return G_SOURCE_REMOVE;
}

static gboolean
has_region (ZhihuiMapScene *scene, const char *code)
{
  return scene != NULL && code != NULL &&
         zhihui_mesh_find (zhihui_map_scene_get_mesh (scene), code) >= 0;
}

/* A grid of hexagons lies where its regions do only roughly, and at another scale. */
static gboolean
is_true_to_place (ZhihuiMapScene *scene)
{
  return !zhihui_mesh_is_schematic (zhihui_map_scene_get_mesh (scene));
}

static gboolean
patience_over_cb (gpointer user_data)
{
  ZhihuiMapStage *self = user_data;

  self->patience_id = 0;
  zhihui_map_stage_hide (self);
  return G_SOURCE_REMOVE;
}

static ZhihuiMapScene *
get_shown (ZhihuiMapStage *self)
{
  return self->is_shown ? zhihui_map_view_get_scene (self->view) : NULL;
}

/* Returns whether hexagons came after real borders because another region was chosen. */
static gboolean
is_stopgap (ZhihuiMapStage *self, ZhihuiMapScene *scene, const char *code)
{
  ZhihuiMapScene *before = get_shown (self);

  return before != NULL && is_true_to_place (before) && !is_true_to_place (scene) &&
         g_strcmp0 (code, self->code) != 0;
}

/* Another name stands above already: no figure, colour or point of the former region is left. */
static void
keep_borders_alone (ZhihuiMapStage *self)
{
  ZhihuiMapScene              *before = zhihui_map_view_get_scene (self->view);
  ZhihuiMesh                  *mesh = zhihui_map_scene_get_mesh (before);
  const ZhihuiMapManner       *manner = zhihui_map_scene_get_manner (before);
  guint                        n_regions = zhihui_mesh_get_n_regions (mesh);
  g_autofree ZhihuiRegionLook *looks = g_new0 (ZhihuiRegionLook, n_regions);
  g_autoptr (ZhihuiMapScene) borders = NULL;

  drop_next (self);
  if (self->is_bare)
    return;

  self->is_bare = TRUE;
  for (guint i = 0; i < n_regions; i++)
    looks[i].fill = manner->palette.ground2;
  borders = zhihui_map_scene_new (mesh, looks, NULL, manner);
  zhihui_map_view_set_scene (self->view, borders);
  zhihui_map_view_forget_pixels (self->view);
  zhihui_map_view_set_picture (self->view, NULL, 0.0, 0.0, NULL);
}

/* The panel has no map, or not yet the right borders: most often it will have them at once, when
 * another region was chosen. The panel's own picture is seen after that. */
static void
wait_for_map (ZhihuiMapStage *self, const char *code)
{
  if (!self->is_shown || g_strcmp0 (code, self->code) == 0)
    {
      zhihui_map_stage_hide (self);
      return;
    }
  if (self->patience_id != 0)
    return;

  keep_borders_alone (self);
  self->patience_id = g_timeout_add (PATIENCE_MS, patience_over_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  ZhihuiMapStage *self = user_data;

  if (!zhihui_map_view_is_resting (self->view))
    return G_SOURCE_CONTINUE;

  self->look_id = 0;
  zhihui_map_stage_hide (self);
  return G_SOURCE_REMOVE;
}

/* Whether the real borders of the hexagons have come. */
static gboolean
may_unfold (ZhihuiMapStage *self, ZhihuiMapScene *scene, const char *code)
{
  ZhihuiMapScene *before = get_shown (self);

  return before != NULL && g_strcmp0 (code, self->code) == 0 && !is_true_to_place (before) &&
         is_true_to_place (scene);
}

/* Where it does not fly, the panel's picture is seen again after that. */
static void
unfold (ZhihuiMapStage *self, ZhihuiMapScene *scene, const ZhihuiViewport *viewport)
{
  drop_next (self);
  zhihui_map_view_unfold (self->view, scene, viewport);
  if (!self->is_flying && self->look_id == 0)
    self->look_id = g_timeout_add (LOOK_MS, look_cb, self);
}

static void
go_to_other_region (ZhihuiMapStage       *self,
                    ZhihuiMapScene       *scene,
                    const ZhihuiViewport *viewport,
                    const char           *code)
{
  ZhihuiMapScene *before = zhihui_map_view_get_scene (self->view);
  gboolean        is_true =
    self->is_shown && before != NULL && is_true_to_place (before) && is_true_to_place (scene);

  drop_next (self);
  if (is_true && has_region (before, code))
    {
      keep_borders_alone (self);
      self->next = zhihui_map_scene_ref (scene);
      self->next_id = g_timeout_add (DETAIL_MS, next_due_cb, self);
      zhihui_map_view_fly_to_viewport (self->view, viewport, FLIGHT_MS);
      return;
    }

  zhihui_map_view_set_scene (self->view, scene);
  zhihui_map_view_forget_pixels (self->view);
  zhihui_map_view_fly_to_viewport (
    self->view, viewport, is_true && has_region (scene, self->code) ? FLIGHT_MS : 0);
}

/* Whether it has anything to do that the panel cannot do alone. */
static gboolean
is_needed (ZhihuiMapStage *self, ZhihuiMapScene *scene, const char *code)
{
  return self->is_flying || !is_true_to_place (scene) || self->look_id != 0 ||
         may_unfold (self, scene, code);
}

/* The same regions in other colours, or in another room. */
static void
show_same_regions (ZhihuiMapStage       *self,
                   ZhihuiMapScene       *scene,
                   const ZhihuiViewport *viewport,
                   gboolean              is_elsewhere)
{
  double         world = zhihui_viewport_get_world_px (viewport);
  ZhihuiViewport now;

  if (self->next != NULL)
    {
      g_clear_pointer (&self->next, zhihui_map_scene_unref);
      self->next = zhihui_map_scene_ref (scene);
      return;
    }
  zhihui_map_view_set_scene (self->view, scene);
  if (is_elsewhere)
    {
      zhihui_map_view_fly_to_viewport (self->view, viewport, FLIGHT_MS);
      return;
    }
  if (zhihui_map_view_is_flying (self->view))
    return;
  if (!zhihui_map_view_get_viewport (self->view, &now) || fabs (now.zoom - viewport->zoom) > 1e-6 ||
      fabs (now.x - viewport->x) * world > 1.0 || fabs (now.y - viewport->y) * world > 1.0)
    zhihui_map_view_set_viewport (self->view, viewport);
}

static void
write_words (ZhihuiMapStage *self, ZhihuiPicture *picture, const ZhihuiViewport *placed)
{
  if (self->next != NULL)
    {
      write_with_next (self, picture, placed);
      return;
    }
  self->is_bare = FALSE;
  write_above (self, picture, placed);
}

/* A region that has no map of its own is outlined among its neighbours. */
static void
mark_focus (ZhihuiMapStage *self, ZhihuiMapScene *scene, const char *code)
{
  if (self->next == NULL)
    zhihui_map_view_set_selected_region (
      self->view, code != NULL ? zhihui_mesh_find (zhihui_map_scene_get_mesh (scene), code) : -1);
}

/**
 * zhihui_map_stage_show:
 * @self: (nullable)
 * @panel: as it was drawn just now
 * @picture: (transfer none): what was drawn; its theme must live until the next call
 * @situation: (nullable): what it was drawn of
 *
 * Shows the map of the panel where the panel shows it, or nothing where the panel shows none.
 */
void
zhihui_map_stage_show (ZhihuiMapStage  *self,
                       ZhihuiMapPanel  *panel,
                       ZhihuiPicture   *picture,
                       ZhihuiSituation *situation)
{
  ZhihuiMapScene   *scene, *shown;
  ZhihuiViewport    viewport;
  ZhihuiRegionPath *path = situation != NULL ? zhihui_situation_get_region_path (situation) : NULL;
  const char       *code = zhihui_region_path_get_code (path);

  if (self == NULL)
    return;
  if (!zhihui_map_panel_get_seen (panel, &scene, &viewport) ||
      !zhihui_map_panel_get_body (panel, &self->body) || is_stopgap (self, scene, code))
    {
      wait_for_map (self, code);
      return;
    }
  if (!is_needed (self, scene, code))
    {
      zhihui_map_stage_hide (self);
      return;
    }
  ensure_view (self);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  shown = self->next != NULL ? self->next : zhihui_map_view_get_scene (self->view);
  if (shown != NULL && self->is_shown &&
      zhihui_map_scene_get_mesh (shown) == zhihui_map_scene_get_mesh (scene))
    show_same_regions (self, scene, &viewport, g_strcmp0 (code, self->code) != 0);
  else if (may_unfold (self, scene, code))
    unfold (self, scene, &viewport);
  else
    go_to_other_region (self, scene, &viewport, code);
  write_words (self, picture, &viewport);
  mark_focus (self, scene, code);
  zhihui_map_panel_set_share (panel, zhihui_map_view_get_share (self->view));

  self->is_shown = TRUE;
  g_free (self->code);
  self->code = g_strdup (code);
  gtk_widget_set_child_visible (GTK_WIDGET (self->view), TRUE);
  gtk_widget_queue_allocate (gtk_widget_get_parent (GTK_WIDGET (self->view)));
}

/**
 * zhihui_map_stage_hide:
 * @self: (nullable)
 *
 * The picture of the panel is seen alone: it shows no map, or the page has none.
 */
void
zhihui_map_stage_hide (ZhihuiMapStage *self)
{
  if (self == NULL)
    return;

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (!self->is_shown)
    return;

  self->is_shown = self->is_bare = FALSE;
  drop_next (self);
  zhihui_map_view_set_scene (self->view, NULL);
  zhihui_map_view_set_picture (self->view, NULL, 0.0, 0.0, NULL);
  gtk_widget_set_child_visible (GTK_WIDGET (self->view), FALSE);
}

/**
 * zhihui_map_stage_place:
 * @self: (nullable)
 * @corner: px of the wall: where the panel begins
 *
 * Allocates the map; to be called whenever the wall allocates its panels.
 */
void
zhihui_map_stage_place (ZhihuiMapStage *self, const graphene_point_t *corner)
{
  graphene_point_t place = *corner;

  if (self == NULL || !self->is_shown)
    return;

  place.x += (float) round (self->body.x);
  place.y += (float) round (self->body.y);
  gtk_widget_allocate (GTK_WIDGET (self->view),
                       MAX ((int) round (self->body.width), 1),
                       MAX ((int) round (self->body.height), 1),
                       -1,
                       gsk_transform_translate (NULL, &place));
}

/**
 * zhihui_map_stage_get_view:
 *
 * Returns: (transfer none): the map
 */
ZhihuiMapView *
zhihui_map_stage_get_view (ZhihuiMapStage *self)
{
  ensure_view (self);
  return self->view;
}
