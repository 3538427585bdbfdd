export async function dashboard() {
}
