// Counts of the rooms as they change; the page is read anew when a room fills, empties or closes.
"use strict";
document.querySelectorAll("[data-live][data-people]").forEach(place => {
  place.addEventListener("live", event => {
    (event.detail.rooms || []).forEach(room => {
      place.querySelectorAll(`[data-room="${room.id}"]`).forEach(one => {
        one.textContent = "words" in one.dataset ? `${room.count} ${place.dataset.people}` : room.count;
      });
      const card = place.querySelector(`[data-room-full="${room.id}"]`);
      const full = room.cap !== null && room.inside >= room.cap;
      const typing = place.querySelector("details[open]") || place.contains(document.activeElement);
      if (card && (card.dataset.full === "true") !== full && !typing) location.reload();
    });
  });
});
