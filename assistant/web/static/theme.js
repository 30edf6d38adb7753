// Light or dark as chosen before, set ahead of the first paint; without a choice, the system's.
{
  const kept = localStorage.getItem("imr-theme");
  if (kept) document.documentElement.dataset.theme = kept;
}
