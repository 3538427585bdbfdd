export async function network() {}
