export async function repo() {
}
