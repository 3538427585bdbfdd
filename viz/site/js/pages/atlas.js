export async function atlas() {
}
